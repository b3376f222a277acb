/** Method and path of every route; the client needs no more, so this file knows no library. */
import { isKeyOf } from "./is-key-of.ts";

/** A picture sent as multipart/form-data. */
export interface PictureField {
  readonly field: string;
  readonly maxBytes: number;
  readonly types: readonly string[];
}

export interface RouteRow {
  readonly method: "GET" | "POST";
  /** Parameters as `:name`. */
  readonly path: string;
  readonly picture?: PictureField;
  /** Asks for an idempotency key: same key, same answer; other body under the same key is refused. */
  readonly idempotent?: true;
  /** The answer begins or ends a session of staff, which browsers keep as a cookie. */
  readonly staffSession?: true;
  /**
   * Other than JSON: the bytes of a file, a file made while it is sent, or server-sent events whose data is what the
   * definition's `answers` says.
   */
  readonly answersWith?: "file" | "download" | "events";
}

/** What the product reads: 10 MB, told by content and not by name. */
export const uploadedPicture = {
  field: "picture",
  maxBytes: 10 * 1024 * 1024,
  types: ["image/jpeg", "image/png", "image/webp", "image/heic"],
} as const satisfies PictureField;

export const routeTable = {
  signInWithWechat: { method: "POST", path: "/v1/sign-in/wechat" },
  bindWechatPhone: { method: "POST", path: "/v1/sign-in/wechat-phone" },
  readWechatWebSignIn: { method: "GET", path: "/v1/sign-in/wechat-web" },
  signInWithWechatWeb: { method: "POST", path: "/v1/sign-in/wechat-web" },
  sendSmsCode: { method: "POST", path: "/v1/sign-in/sms-code" },
  signInWithSms: { method: "POST", path: "/v1/sign-in/sms" },
  signOut: { method: "POST", path: "/v1/sign-out", staffSession: true },
  readAccount: { method: "GET", path: "/v1/account" },

  staffSignIn: { method: "POST", path: "/v1/staff/sign-in", staffSession: true },
  readStaffAccount: { method: "GET", path: "/v1/staff/account" },
  changePassword: { method: "POST", path: "/v1/staff/account/password" },
  startTotpEnrolment: { method: "POST", path: "/v1/staff/account/totp" },
  confirmTotpEnrolment: { method: "POST", path: "/v1/staff/account/totp/confirm" },
  renewRecoveryCodes: { method: "POST", path: "/v1/staff/account/recovery-codes" },
  listMySessions: { method: "GET", path: "/v1/staff/account/sessions" },
  endMySession: { method: "POST", path: "/v1/staff/account/sessions/:sessionId/end" },
  endMyOtherSessions: { method: "POST", path: "/v1/staff/account/other-sessions/end" },

  listStaff: { method: "GET", path: "/v1/staff/members" },
  readStaffMember: { method: "GET", path: "/v1/staff/members/:staffId" },
  createStaff: { method: "POST", path: "/v1/staff/members" },
  changeStaff: { method: "POST", path: "/v1/staff/members/:staffId" },
  disableStaff: { method: "POST", path: "/v1/staff/members/:staffId/disable" },
  enableStaff: { method: "POST", path: "/v1/staff/members/:staffId/enable" },
  resetStaffAccess: { method: "POST", path: "/v1/staff/members/:staffId/reset-access" },
  endStaffSessions: { method: "POST", path: "/v1/staff/members/:staffId/end-sessions" },

  findSchools: { method: "GET", path: "/v1/schools" },
  readSchool: { method: "GET", path: "/v1/schools/:schoolCode" },
  readOpenProject: { method: "GET", path: "/v1/schools/:schoolCode/projects/:category" },

  readCodePicture: { method: "POST", path: "/v1/collection-codes/picture", picture: uploadedPicture },
  readCode: { method: "POST", path: "/v1/collection-codes/read" },
  verifyCode: { method: "POST", path: "/v1/collection-codes/verify" },

  startCollection: { method: "POST", path: "/v1/collections", idempotent: true },
  listCollections: { method: "GET", path: "/v1/collections" },
  readCollection: { method: "GET", path: "/v1/collections/:collectionId" },

  readServiceContent: { method: "GET", path: "/v1/collections/:collectionId/service-content" },
  giveConsents: { method: "POST", path: "/v1/collections/:collectionId/consents" },
  withdrawConsent: { method: "POST", path: "/v1/collections/:collectionId/consents/withdraw" },

  uploadAttempt: {
    method: "POST",
    path: "/v1/collections/:collectionId/attempts",
    picture: uploadedPicture,
    idempotent: true,
  },
  listAttempts: { method: "GET", path: "/v1/collections/:collectionId/attempts" },
  readAttempt: { method: "GET", path: "/v1/collections/:collectionId/attempts/:attemptId" },
  downloadPhoto: {
    method: "GET",
    path: "/v1/collections/:collectionId/attempts/:attemptId/photo",
    answersWith: "file",
  },
  downloadPrintSheet: {
    method: "GET",
    path: "/v1/collections/:collectionId/attempts/:attemptId/print-sheet",
    answersWith: "file",
  },
  watchCollection: { method: "GET", path: "/v1/collections/:collectionId/events", answersWith: "events" },
  readPicture: { method: "GET", path: "/v1/pictures/:token", answersWith: "file" },

  issueHelperLink: { method: "POST", path: "/v1/collections/:collectionId/helper-link" },
  claimHelperLink: { method: "POST", path: "/v1/helper/session" },
  helperUpload: { method: "POST", path: "/v1/helper/attempts", picture: uploadedPicture, idempotent: true },
  helperStatus: { method: "GET", path: "/v1/helper/status" },

  exportMyData: { method: "GET", path: "/v1/account/data" },
  deleteMyData: { method: "POST", path: "/v1/account/data/delete" },
  startOrder: { method: "POST", path: "/v1/collections/:collectionId/orders", idempotent: true },
  readOrder: { method: "GET", path: "/v1/orders/:orderId" },
  readCollectionOrders: { method: "GET", path: "/v1/collections/:collectionId/orders" },
  requestRefund: { method: "POST", path: "/v1/orders/:orderId/refund-request" },
  requestInvoice: { method: "POST", path: "/v1/orders/:orderId/invoice-request" },

  listOrders: { method: "GET", path: "/v1/staff/orders" },
  startRefund: { method: "POST", path: "/v1/staff/orders/:orderId/refund" },
  confirmRefund: { method: "POST", path: "/v1/staff/refunds/:refundId/decision" },
  listBillDays: { method: "GET", path: "/v1/staff/bill-days" },
  readBillDay: { method: "GET", path: "/v1/staff/bill-days/:day" },
  settleDifference: { method: "POST", path: "/v1/staff/differences/:differenceId/settlement" },
  listRefunds: { method: "GET", path: "/v1/staff/refunds" },
  listLedger: { method: "GET", path: "/v1/staff/ledger" },
  listInvoiceRequests: { method: "GET", path: "/v1/staff/invoice-requests" },
  issueInvoice: { method: "POST", path: "/v1/staff/invoice-requests/:invoiceId/issue" },
  submitAttempt: { method: "POST", path: "/v1/collections/:collectionId/submit" },
  appealRejection: { method: "POST", path: "/v1/collections/:collectionId/appeal" },
  correctIdentity: { method: "POST", path: "/v1/collections/:collectionId/correct-identity" },
  takeNextReviews: { method: "POST", path: "/v1/staff/reviews/take" },
  readReview: { method: "GET", path: "/v1/staff/reviews/:collectionId" },
  renewReviewLease: { method: "POST", path: "/v1/staff/reviews/:collectionId/renew" },
  releaseReview: { method: "POST", path: "/v1/staff/reviews/:collectionId/release" },
  approveReview: { method: "POST", path: "/v1/staff/reviews/:collectionId/approve" },
  rejectReview: { method: "POST", path: "/v1/staff/reviews/:collectionId/reject" },
  escalateReview: { method: "POST", path: "/v1/staff/reviews/:collectionId/escalate" },
  grantException: { method: "POST", path: "/v1/staff/reviews/:collectionId/grant-exception" },
  undoApproval: { method: "POST", path: "/v1/staff/reviews/:collectionId/undo" },
  takeSecondLook: { method: "POST", path: "/v1/staff/second-looks/take" },
  decideSecondLook: { method: "POST", path: "/v1/staff/second-looks/:lookId/decision" },
  listHoneypots: { method: "GET", path: "/v1/staff/honeypots" },
  addHoneypot: { method: "POST", path: "/v1/staff/honeypots" },
  endHoneypot: { method: "POST", path: "/v1/staff/honeypots/:honeypotId/end" },
  readReviewQuality: { method: "GET", path: "/v1/staff/review-quality" },
  listMyDecisions: { method: "GET", path: "/v1/staff/decisions" },

  findCollections: { method: "POST", path: "/v1/staff/collections/find" },
  readCollectionForService: { method: "GET", path: "/v1/staff/collections/:collectionId" },
  withdrawSubmission: { method: "POST", path: "/v1/staff/collections/:collectionId/withdraw" },
  openCorrection: { method: "POST", path: "/v1/staff/collections/:collectionId/open-correction" },
  readAttemptForService: { method: "GET", path: "/v1/staff/collections/:collectionId/attempts/:attemptId" },
  addServiceNote: { method: "POST", path: "/v1/staff/collections/:collectionId/notes" },
  resendMessage: { method: "POST", path: "/v1/staff/collections/:collectionId/resend-message" },
  listSchoolCollections: { method: "GET", path: "/v1/staff/school/collections" },

  listSchools: { method: "GET", path: "/v1/staff/schools" },
  createSchool: { method: "POST", path: "/v1/staff/schools" },
  changeSchool: { method: "POST", path: "/v1/staff/schools/:schoolCode" },

  listProjects: { method: "GET", path: "/v1/staff/projects" },
  readProject: { method: "GET", path: "/v1/staff/projects/:projectId" },
  createProject: { method: "POST", path: "/v1/staff/projects" },
  changeProject: { method: "POST", path: "/v1/staff/projects/:projectId" },
  confirmProject: { method: "POST", path: "/v1/staff/projects/:projectId/confirm" },
  copyProject: { method: "POST", path: "/v1/staff/projects/:projectId/copy" },
  discardProject: { method: "POST", path: "/v1/staff/projects/:projectId/discard" },
  readProjectProgress: { method: "GET", path: "/v1/staff/projects/:projectId/progress" },
  listStalledStudents: { method: "GET", path: "/v1/staff/projects/:projectId/stalled" },

  startExport: { method: "POST", path: "/v1/staff/exports" },
  listMyExports: { method: "GET", path: "/v1/staff/exports" },
  readExport: { method: "GET", path: "/v1/staff/exports/:exportId" },
  cancelExport: { method: "POST", path: "/v1/staff/exports/:exportId/cancel" },
  downloadExport: { method: "GET", path: "/v1/exports/:token", answersWith: "download" },
  listPhotosToPrint: { method: "GET", path: "/v1/staff/projects/:projectId/photos-to-print" },

  listRegistryBatches: { method: "GET", path: "/v1/staff/registry/batches" },
  readRegistryBatch: { method: "GET", path: "/v1/staff/registry/batches/:batchId" },
  readRegistryFindings: { method: "GET", path: "/v1/staff/registry/findings" },
  listRegistryRefusals: { method: "GET", path: "/v1/staff/registry/refusals" },

  tryLimits: { method: "GET", path: "/v1/staff/limits/try" },
  listLimitChanges: { method: "GET", path: "/v1/staff/limits/changes" },

  readQueues: { method: "GET", path: "/v1/staff/queues" },
  listFailedAttempts: { method: "GET", path: "/v1/staff/failed-attempts" },
  retryFailedAttempt: { method: "POST", path: "/v1/staff/failed-attempts/:attemptId/retry" },
  retryFailedAttempts: { method: "POST", path: "/v1/staff/failed-attempts/retry" },
  listMessages: { method: "GET", path: "/v1/staff/messages" },
  listRetentionRuns: { method: "GET", path: "/v1/staff/retention-runs" },
  readRetentionRun: { method: "GET", path: "/v1/staff/retention-runs/:runId" },
  readRetentionDue: { method: "GET", path: "/v1/staff/retention-due" },
  readHealth: { method: "GET", path: "/v1/staff/health" },
  listAudit: { method: "GET", path: "/v1/staff/audit" },
  checkAudit: { method: "GET", path: "/v1/staff/audit/check", answersWith: "events" },

  listMessageTemplates: { method: "GET", path: "/v1/messages/templates" },
  addMessageCredits: { method: "POST", path: "/v1/messages/credits" },
} as const satisfies Readonly<Record<string, RouteRow>>;

export type RouteTable = typeof routeTable;

export type RouteName = keyof RouteTable;

export const isRouteName = isKeyOf(routeTable);

export const routeNames: readonly RouteName[] = Object.keys(routeTable).filter(isRouteName);
