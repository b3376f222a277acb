/** The HTTP app with handlers that say what they were called with, and sessions whose token is a role. */
import { randomUUID } from "node:crypto";
import { isRole, type RouteName } from "@gradphoto/contract";
import { afterAll } from "vitest";
import type { Call, Caller, Handlers } from "../../infra/call.ts";
import { createLog } from "../../infra/log.ts";
import { createMetrics } from "../../infra/metrics/metrics.ts";
import { type ApiNeeds, createApi } from "../create-api.ts";
import { anonymous } from "../read-caller.ts";
import { createUploads, uploadLimits } from "../uploads.ts";

export interface Called {
  readonly name: RouteName;
  readonly input: unknown;
  readonly call: Call;
}

const accountId = randomUUID();

const callerOf = (token: string): Caller | "ended" =>
  isRole(token) ? { ...anonymous, role: token, accountId, tokenSha256: "0".repeat(64) } : "ended";

/** What a stub throws; the app tells it apart from an answer. */
export class Reached extends Error {}

/** `answer`: what every handler does; without it each throws `Reached`, which no route's refusal is. */
export function openStubApi(options: Partial<ApiNeeds> & { readonly answer?: () => Promise<never> } = {}) {
  const called: Called[] = [];
  const logged: string[] = [];
  const stub = (name: RouteName) => async (input: unknown, call: Call) => {
    called.push({ name, input, call });
    if (options.answer) return options.answer();
    throw new Reached();
  };
  const handlers: Handlers = {
    signInWithWechat: stub("signInWithWechat"),
    bindWechatPhone: stub("bindWechatPhone"),
    readWechatWebSignIn: stub("readWechatWebSignIn"),
    signInWithWechatWeb: stub("signInWithWechatWeb"),
    sendSmsCode: stub("sendSmsCode"),
    signInWithSms: stub("signInWithSms"),
    signOut: stub("signOut"),
    readAccount: stub("readAccount"),
    staffSignIn: stub("staffSignIn"),
    readStaffAccount: stub("readStaffAccount"),
    changePassword: stub("changePassword"),
    startTotpEnrolment: stub("startTotpEnrolment"),
    confirmTotpEnrolment: stub("confirmTotpEnrolment"),
    renewRecoveryCodes: stub("renewRecoveryCodes"),
    listMySessions: stub("listMySessions"),
    endMySession: stub("endMySession"),
    endMyOtherSessions: stub("endMyOtherSessions"),
    listStaff: stub("listStaff"),
    readStaffMember: stub("readStaffMember"),
    createStaff: stub("createStaff"),
    changeStaff: stub("changeStaff"),
    disableStaff: stub("disableStaff"),
    enableStaff: stub("enableStaff"),
    resetStaffAccess: stub("resetStaffAccess"),
    endStaffSessions: stub("endStaffSessions"),
    findSchools: stub("findSchools"),
    readSchool: stub("readSchool"),
    readOpenProject: stub("readOpenProject"),
    readCodePicture: stub("readCodePicture"),
    readCode: stub("readCode"),
    verifyCode: stub("verifyCode"),
    startCollection: stub("startCollection"),
    listCollections: stub("listCollections"),
    readCollection: stub("readCollection"),
    readServiceContent: stub("readServiceContent"),
    giveConsents: stub("giveConsents"),
    withdrawConsent: stub("withdrawConsent"),
    uploadAttempt: stub("uploadAttempt"),
    listAttempts: stub("listAttempts"),
    readAttempt: stub("readAttempt"),
    downloadPhoto: stub("downloadPhoto"),
    downloadPrintSheet: stub("downloadPrintSheet"),
    watchCollection: stub("watchCollection"),
    readPicture: stub("readPicture"),
    issueHelperLink: stub("issueHelperLink"),
    claimHelperLink: stub("claimHelperLink"),
    helperUpload: stub("helperUpload"),
    helperStatus: stub("helperStatus"),
    exportMyData: stub("exportMyData"),
    deleteMyData: stub("deleteMyData"),
    startOrder: stub("startOrder"),
    readOrder: stub("readOrder"),
    readCollectionOrders: stub("readCollectionOrders"),
    requestRefund: stub("requestRefund"),
    requestInvoice: stub("requestInvoice"),
    listOrders: stub("listOrders"),
    startRefund: stub("startRefund"),
    confirmRefund: stub("confirmRefund"),
    listBillDays: stub("listBillDays"),
    readBillDay: stub("readBillDay"),
    settleDifference: stub("settleDifference"),
    listRefunds: stub("listRefunds"),
    listLedger: stub("listLedger"),
    listInvoiceRequests: stub("listInvoiceRequests"),
    issueInvoice: stub("issueInvoice"),
    submitAttempt: stub("submitAttempt"),
    appealRejection: stub("appealRejection"),
    correctIdentity: stub("correctIdentity"),
    takeNextReviews: stub("takeNextReviews"),
    readReview: stub("readReview"),
    renewReviewLease: stub("renewReviewLease"),
    releaseReview: stub("releaseReview"),
    approveReview: stub("approveReview"),
    rejectReview: stub("rejectReview"),
    escalateReview: stub("escalateReview"),
    grantException: stub("grantException"),
    undoApproval: stub("undoApproval"),
    listMyDecisions: stub("listMyDecisions"),
    takeSecondLook: stub("takeSecondLook"),
    decideSecondLook: stub("decideSecondLook"),
    listHoneypots: stub("listHoneypots"),
    addHoneypot: stub("addHoneypot"),
    endHoneypot: stub("endHoneypot"),
    readReviewQuality: stub("readReviewQuality"),
    findCollections: stub("findCollections"),
    readCollectionForService: stub("readCollectionForService"),
    withdrawSubmission: stub("withdrawSubmission"),
    openCorrection: stub("openCorrection"),
    readAttemptForService: stub("readAttemptForService"),
    addServiceNote: stub("addServiceNote"),
    resendMessage: stub("resendMessage"),
    listSchoolCollections: stub("listSchoolCollections"),
    listSchools: stub("listSchools"),
    createSchool: stub("createSchool"),
    changeSchool: stub("changeSchool"),
    listProjects: stub("listProjects"),
    readProject: stub("readProject"),
    createProject: stub("createProject"),
    changeProject: stub("changeProject"),
    confirmProject: stub("confirmProject"),
    copyProject: stub("copyProject"),
    discardProject: stub("discardProject"),
    readProjectProgress: stub("readProjectProgress"),
    listStalledStudents: stub("listStalledStudents"),
    startExport: stub("startExport"),
    listMyExports: stub("listMyExports"),
    readExport: stub("readExport"),
    cancelExport: stub("cancelExport"),
    downloadExport: stub("downloadExport"),
    listPhotosToPrint: stub("listPhotosToPrint"),
    listRegistryBatches: stub("listRegistryBatches"),
    readRegistryBatch: stub("readRegistryBatch"),
    listFailedAttempts: stub("listFailedAttempts"),
    listMessageTemplates: stub("listMessageTemplates"),
    addMessageCredits: stub("addMessageCredits"),
  };
  const app = createApi({
    handlers,
    findCaller: async (token) => callerOf(token),
    rateLimit: async () => ({ retryAfterS: null }),
    uploads: createUploads(uploadLimits),
    once: (_act, work) => work(),
    takePaymentNotification: async () => false,
    ids: () => randomUUID(),
    log: createLog({ write: (line) => void logged.push(line) }),
    metrics: createMetrics(),
    isReady: async () => true,
    proxies: 0,
    ...options,
  });
  afterAll(() => app.close());
  return { app, called, logged };
}

/** Values that each route's schemas accept, by the name of the field. */
export const fittingFields: Readonly<Record<string, string>> = {
  code: "123456",
  phone: "13800000000",
  schoolCode: "10559",
  category: "bachelor",
  paper: "6in",
  query: "暨南",
  text: "GPC1.a.b.c",
  projectId: "p-1",
  readingId: "r-1",
  lastFour: "123X",
  collectionId: "c-1",
  attemptId: "a-1",
  source: "camera",
  token: "A".repeat(92),
  purpose: "face",
  channel: "native",
  orderId: "o-1",
  title: "测试甲",
  email: "test@example.org",
  refundId: "f-1",
  decision: "confirm",
  state: "all",
  from: "2027-02-01",
  until: "2027-03-01",
  day: "2027-03-01",
  differenceId: "d-1",
  lookId: "l-1",
  honeypotId: "h-1",
  note: "已核对",
  batchId: "b-1",
  reason: "a reason",
  evidence: "an evidence",
  limit: "20",
  username: "reviewer-1",
  password: "a password",
  oneTimeCode: "123456",
  reset: "password",
  exportId: "e-1",
  invoiceId: "i-1",
  invoiceNumber: "26112000000012345678",
  kind: "orders",
  format: "csv",
  language: "zh",
  pinyin: "ji nan da xue",
  hotline: "000-0000-0000",
  serviceHours: "09:00–18:00",
  opensAt: "2027-03-01T00:00:00Z",
  closesAt: "2027-09-01T00:00:00Z",
  specId: "chsi-blue",
  refundRule: "until-submitted",
  notice: "请带学生证",
  printCaption: "测试",
  newPassword: "another password",
  sessionId: "s-1",
  staffId: "f-1",
  name: "测试员工",
  role: "reviewer",
};

/** Of bodies: what JSON holds besides text. */
export const fittingJson: Readonly<Record<string, unknown>> = {
  count: 2,
  filters: {},
  aliases: ["暨大"],
  graduationYear: 2027,
  feeFen: 2500,
  fileMinBytes: 20 * 1024,
  fileMaxBytes: 40 * 1024,
  albumAllowed: true,
  attemptsLimit: 5,
  reviewDays: 2,
  retentionDays: 365,
  reasons: ["glasses"],
  verdict: { decision: "approve", reasons: [] },
  templates: ["completed"],
  consents: [{ purpose: "face", version: "1" }],
};
