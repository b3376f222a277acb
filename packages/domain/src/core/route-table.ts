/** Method and path of every route, by noun. The client needs only these, so this file needs no library. */
import { isKeyOf } from "./is-key-of.ts";
import { type RouteRow, uploadedPicture } from "./route-row.ts";

export const routeTable = {
  // accounts
  signInWithWechat: { method: "POST", path: "/v1/sign-in/wechat" },
  bindWechatPhone: { method: "POST", path: "/v1/sign-in/wechat-phone" },
  readWechatWebSignIn: { method: "GET", path: "/v1/sign-in/wechat-web" },
  signInWithWechatWeb: { method: "POST", path: "/v1/sign-in/wechat-web" },
  sendSmsCode: { method: "POST", path: "/v1/sign-in/sms-code" },
  signInWithSms: { method: "POST", path: "/v1/sign-in/sms" },
  signOut: { method: "POST", path: "/v1/sign-out", staffSession: true },
  readAccount: { method: "GET", path: "/v1/account" },
  proveAccount: { method: "POST", path: "/v1/account/proof" },
  listAccountSessions: { method: "GET", path: "/v1/account/sessions" },
  acknowledgeAccountSessions: { method: "POST", path: "/v1/account/sessions/seen" },
  endAccountSession: { method: "POST", path: "/v1/account/sessions/:accountSessionId/end" },
  endOtherAccountSessions: { method: "POST", path: "/v1/account/other-sessions/end" },

  // staff
  staffSignIn: { method: "POST", path: "/v1/staff/sign-in", staffSession: true },
  listIdentityProviders: { method: "GET", path: "/v1/staff/identity-providers" },
  beginIdentitySignIn: { method: "POST", path: "/v1/staff/identity-providers/:providerId/sign-in" },
  finishIdentitySignIn: { method: "POST", path: "/v1/staff/identity-sign-in" },
  staffSignInByIdentity: {
    method: "POST",
    path: "/v1/staff/sign-in-by-identity",
    staffSession: true,
  },
  listMyIdentities: { method: "GET", path: "/v1/staff/account/identities" },
  beginIdentityBinding: { method: "POST", path: "/v1/staff/account/identities/:providerId/bind" },
  finishIdentityBinding: { method: "POST", path: "/v1/staff/account/identities/bound" },
  endIdentityBinding: { method: "POST", path: "/v1/staff/account/identities/:providerId/unbind" },
  readStaffAccount: { method: "GET", path: "/v1/staff/account" },
  changePassword: { method: "POST", path: "/v1/staff/account/password" },
  startTotpEnrolment: { method: "POST", path: "/v1/staff/account/totp" },
  confirmTotpEnrolment: { method: "POST", path: "/v1/staff/account/totp/confirm" },
  renewRecoveryCodes: { method: "POST", path: "/v1/staff/account/recovery-codes" },
  listMySessions: { method: "GET", path: "/v1/staff/account/sessions" },
  endMySession: { method: "POST", path: "/v1/staff/account/sessions/:sessionId/end" },
  endMyOtherSessions: { method: "POST", path: "/v1/staff/account/other-sessions/end" },
  listMyAccountChanges: { method: "GET", path: "/v1/staff/account/changes" },
  acknowledgeMyAccountChanges: { method: "POST", path: "/v1/staff/account/changes/seen" },
  switchPost: { method: "POST", path: "/v1/staff/account/post", staffSession: true },
  listStaff: { method: "GET", path: "/v1/staff/members" },
  readStaffMember: { method: "GET", path: "/v1/staff/members/:staffId" },
  createStaff: { method: "POST", path: "/v1/staff/members" },
  changeStaff: { method: "POST", path: "/v1/staff/members/:staffId" },
  disableStaff: { method: "POST", path: "/v1/staff/members/:staffId/disable" },
  enableStaff: { method: "POST", path: "/v1/staff/members/:staffId/enable" },
  resetStaffAccess: { method: "POST", path: "/v1/staff/members/:staffId/reset-access" },
  addStaffPost: { method: "POST", path: "/v1/staff/members/:staffId/posts" },
  removeStaffPost: { method: "POST", path: "/v1/staff/members/:staffId/posts/:postId/remove" },
  confirmStaff: { method: "POST", path: "/v1/staff/members/:staffId/confirm" },
  endStaffSessions: { method: "POST", path: "/v1/staff/members/:staffId/end-sessions" },
  planStaffImport: {
    method: "POST",
    path: "/v1/staff/member-imports/plan",
    maxBodyBytes: 512 * 1024,
  },
  importStaff: { method: "POST", path: "/v1/staff/member-imports", maxBodyBytes: 512 * 1024 },

  // schools
  findSchools: { method: "GET", path: "/v1/schools" },
  readSchool: { method: "GET", path: "/v1/schools/:schoolCode" },
  readOpenProject: { method: "GET", path: "/v1/schools/:schoolCode/projects/:category" },
  readScene: { method: "GET", path: "/v1/scenes/:scene" },
  listSchools: { method: "GET", path: "/v1/staff/schools" },
  createSchool: { method: "POST", path: "/v1/staff/schools" },
  changeSchool: { method: "POST", path: "/v1/staff/schools/:schoolCode" },
  listDepartments: { method: "GET", path: "/v1/staff/schools/:schoolCode/departments" },
  planSchoolImport: {
    method: "POST",
    path: "/v1/staff/school-imports/plan",
    maxBodyBytes: 1024 * 1024,
  },
  importSchools: { method: "POST", path: "/v1/staff/school-imports", maxBodyBytes: 1024 * 1024 },
  spellSchool: { method: "POST", path: "/v1/staff/school-pinyin" },

  // codes
  readCodePicture: {
    method: "POST",
    path: "/v1/collection-codes/picture",
    picture: uploadedPicture,
  },
  readCode: { method: "POST", path: "/v1/collection-codes/read" },
  verifyCode: { method: "POST", path: "/v1/collection-codes/verify" },

  // collections
  startCollection: { method: "POST", path: "/v1/collections", idempotent: true },
  listCollections: { method: "GET", path: "/v1/collections" },
  readCollection: { method: "GET", path: "/v1/collections/:collectionId" },
  readPhotoSpec: { method: "GET", path: "/v1/collections/:collectionId/photo-spec" },
  findStudents: { method: "POST", path: "/v1/staff/school/students/find" },
  submitAttempt: { method: "POST", path: "/v1/collections/:collectionId/submit" },
  withdrawOwnSubmission: { method: "POST", path: "/v1/collections/:collectionId/withdraw" },
  appealRejection: { method: "POST", path: "/v1/collections/:collectionId/appeal" },
  correctIdentity: { method: "POST", path: "/v1/collections/:collectionId/correct-identity" },

  // consents
  readOperator: { method: "GET", path: "/v1/operator" },
  readServiceContent: { method: "GET", path: "/v1/collections/:collectionId/service-content" },
  giveConsents: { method: "POST", path: "/v1/collections/:collectionId/consents" },
  withdrawConsent: { method: "POST", path: "/v1/collections/:collectionId/consents/withdraw" },

  // photos
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
  downloadPngPhoto: {
    method: "GET",
    path: "/v1/collections/:collectionId/attempts/:attemptId/photo.png",
    answersWith: "file",
  },
  downloadPrintSheet: {
    method: "GET",
    path: "/v1/collections/:collectionId/attempts/:attemptId/print-sheet",
    answersWith: "file",
  },
  readCollectionStatus: {
    method: "GET",
    path: "/v1/collections/:collectionId/status",
    tagged: true,
  },
  watchCollection: {
    method: "GET",
    path: "/v1/collections/:collectionId/events",
    answersWith: "events",
  },
  readPicture: { method: "GET", path: "/v1/pictures/:token", answersWith: "file" },
  retryFailedAttempts: { method: "POST", path: "/v1/staff/failed-attempts/retry" },

  // helpers
  issueHelperLink: { method: "POST", path: "/v1/collections/:collectionId/helper-link" },
  claimHelperLink: { method: "POST", path: "/v1/helper/session" },
  helperUpload: {
    method: "POST",
    path: "/v1/helper/attempts",
    picture: uploadedPicture,
    idempotent: true,
  },
  helperStatus: { method: "GET", path: "/v1/helper/status" },

  // site-days
  listSiteDays: { method: "GET", path: "/v1/staff/projects/:projectId/site-days" },
  openSiteDay: { method: "POST", path: "/v1/staff/projects/:projectId/site-days" },
  renewShootingLink: { method: "POST", path: "/v1/staff/site-days/:siteDayId/shooting-link" },
  endSiteDay: { method: "POST", path: "/v1/staff/site-days/:siteDayId/end" },
  clearSiteLine: { method: "POST", path: "/v1/staff/site-days/:siteDayId/clear-line" },
  enterSiteDay: { method: "POST", path: "/v1/site-days/enter" },
  checkSiteCode: { method: "POST", path: "/v1/site-days/code" },
  identifySiteStudent: { method: "POST", path: "/v1/site-days/student" },
  callNextTicket: { method: "POST", path: "/v1/site-days/next" },
  takeTicket: { method: "POST", path: "/v1/site-queue/tickets" },
  readSiteQueue: { method: "GET", path: "/v1/site-queue" },

  // retention
  exportMyData: { method: "GET", path: "/v1/account/data" },
  downloadMyData: { method: "GET", path: "/v1/account/data/zip", answersWith: "download" },
  deleteMyData: { method: "POST", path: "/v1/account/data/delete" },
  leaveCollection: { method: "POST", path: "/v1/collections/:collectionId/leave" },
  listRetentionRuns: { method: "GET", path: "/v1/staff/retention-runs" },
  readRetentionRun: { method: "GET", path: "/v1/staff/retention-runs/:runId" },
  readRetentionDue: { method: "GET", path: "/v1/staff/retention-due" },

  // payments
  startOrder: { method: "POST", path: "/v1/collections/:collectionId/orders", idempotent: true },
  listPayProviders: { method: "GET", path: "/v1/pay-providers" },
  readOrder: { method: "GET", path: "/v1/orders/:orderId" },
  readCollectionOrders: { method: "GET", path: "/v1/collections/:collectionId/orders" },
  requestRefund: { method: "POST", path: "/v1/orders/:orderId/refund-request" },
  requestInvoice: { method: "POST", path: "/v1/orders/:orderId/invoice-request" },
  downloadReceipt: { method: "GET", path: "/v1/orders/:orderId/receipt", answersWith: "file" },
  downloadInvoice: { method: "GET", path: "/v1/orders/:orderId/invoice", answersWith: "file" },
  listOrders: { method: "GET", path: "/v1/staff/orders" },
  startRefund: { method: "POST", path: "/v1/staff/orders/:orderId/refund" },
  confirmRefund: { method: "POST", path: "/v1/staff/refunds/:refundId/decision" },
  listBillDays: { method: "GET", path: "/v1/staff/bill-days" },
  readBillDay: { method: "GET", path: "/v1/staff/bill-days/:provider/:day" },
  settleDifference: { method: "POST", path: "/v1/staff/differences/:differenceId/settlement" },
  listRefunds: { method: "GET", path: "/v1/staff/refunds" },
  listIncome: { method: "GET", path: "/v1/staff/income" },
  listLedger: { method: "GET", path: "/v1/staff/ledger" },
  listInvoiceRequests: { method: "GET", path: "/v1/staff/invoice-requests" },
  takeInvoiceFile: {
    method: "GET",
    path: "/v1/staff/invoice-requests/:invoiceId/file",
    answersWith: "file",
  },
  giveInvoiceFile: {
    method: "POST",
    path: "/v1/staff/invoice-requests/:invoiceId/file",
    picture: {
      field: "invoice",
      maxBytes: uploadedPicture.maxBytes,
      types: ["application/pdf"],
      tooLarge: "invoice-too-large",
    },
  },
  issueInvoice: { method: "POST", path: "/v1/staff/invoice-requests/:invoiceId/issue" },
  correctInvoiceNumber: { method: "POST", path: "/v1/staff/invoice-requests/:invoiceId/number" },

  // reviews
  readReasonAdvice: { method: "GET", path: "/v1/staff/review-reasons" },
  takeTasks: { method: "POST", path: "/v1/staff/tasks/take" },
  listLeases: { method: "GET", path: "/v1/staff/tasks" },
  readTask: { method: "GET", path: "/v1/staff/tasks/:taskId" },
  readEarlierPhoto: { method: "GET", path: "/v1/staff/tasks/:taskId/photos/:attemptId" },
  lookCloser: { method: "POST", path: "/v1/staff/tasks/:taskId/look-closer" },
  releaseTask: { method: "POST", path: "/v1/staff/tasks/:taskId/release" },
  endLease: { method: "POST", path: "/v1/staff/tasks/:taskId/free" },
  listDecisions: { method: "GET", path: "/v1/staff/decisions" },
  listMyDecisions: { method: "GET", path: "/v1/staff/decisions/mine" },
  listSeenOtherwise: { method: "GET", path: "/v1/staff/decisions/seen-otherwise" },
  readDecision: { method: "GET", path: "/v1/staff/decisions/:decisionId" },
  decide: { method: "PUT", path: "/v1/staff/decisions/:decisionId" },
  undoDecision: { method: "POST", path: "/v1/staff/decisions/:decisionId/undo" },
  recallDecision: { method: "POST", path: "/v1/staff/decisions/:decisionId/recall" },
  listHoneypots: { method: "GET", path: "/v1/staff/honeypots" },
  addHoneypot: { method: "POST", path: "/v1/staff/honeypots" },
  endHoneypot: { method: "POST", path: "/v1/staff/honeypots/:honeypotId/end" },
  readReviewQuality: { method: "GET", path: "/v1/staff/review-quality" },

  // service-desk
  findCollections: { method: "POST", path: "/v1/staff/collections/find" },
  readCollectionForService: { method: "GET", path: "/v1/staff/collections/:collectionId" },
  withdrawSubmission: { method: "POST", path: "/v1/staff/collections/:collectionId/withdraw" },
  openCorrection: { method: "POST", path: "/v1/staff/collections/:collectionId/open-correction" },
  readAttemptForService: {
    method: "GET",
    path: "/v1/staff/collections/:collectionId/attempts/:attemptId",
  },
  checkPhone: { method: "POST", path: "/v1/staff/collections/:collectionId/check-phone" },
  showPhone: { method: "POST", path: "/v1/staff/collections/:collectionId/show-phone" },
  readServiceMacros: { method: "GET", path: "/v1/staff/service-macros" },
  listServiceCases: { method: "GET", path: "/v1/staff/service-cases" },
  openServiceCase: { method: "POST", path: "/v1/staff/collections/:collectionId/cases" },
  postponeServiceCase: { method: "POST", path: "/v1/staff/service-cases/:caseId/postpone" },
  handOverServiceCase: { method: "POST", path: "/v1/staff/service-cases/:caseId/hand-over" },
  closeServiceCase: { method: "POST", path: "/v1/staff/service-cases/:caseId/close" },
  listServiceColleagues: { method: "GET", path: "/v1/staff/service-colleagues" },
  addServiceNote: { method: "POST", path: "/v1/staff/collections/:collectionId/notes" },
  resendMessage: { method: "POST", path: "/v1/staff/collections/:collectionId/resend-message" },

  // projects
  listProjects: { method: "GET", path: "/v1/staff/projects" },
  readProvince: { method: "GET", path: "/v1/staff/province" },
  readProjectDefaults: { method: "GET", path: "/v1/staff/project-defaults" },
  readProject: { method: "GET", path: "/v1/staff/projects/:projectId" },
  createProject: { method: "POST", path: "/v1/staff/projects" },
  changeProject: { method: "POST", path: "/v1/staff/projects/:projectId" },
  confirmProject: { method: "POST", path: "/v1/staff/projects/:projectId/confirm" },
  copyProject: { method: "POST", path: "/v1/staff/projects/:projectId/copy" },
  discardProject: { method: "POST", path: "/v1/staff/projects/:projectId/discard" },
  readProjectEntries: { method: "GET", path: "/v1/staff/projects/:projectId/entries" },
  downloadMiniProgramCode: {
    method: "GET",
    path: "/v1/staff/projects/:projectId/mini-program-code",
    answersWith: "file",
  },
  readProjectProgress: { method: "GET", path: "/v1/staff/projects/:projectId/progress" },
  readProjectReport: { method: "GET", path: "/v1/staff/projects/:projectId/report" },
  readExpectedNumbers: { method: "GET", path: "/v1/staff/projects/:projectId/expected-numbers" },
  storeExpectedNumbers: {
    method: "POST",
    path: "/v1/staff/projects/:projectId/expected-numbers",
    maxBodyBytes: 1024 * 1024,
  },
  listStartedNumbers: { method: "GET", path: "/v1/staff/projects/:projectId/started-numbers" },
  listStalledStudents: { method: "GET", path: "/v1/staff/projects/:projectId/stalled" },
  readReminderPlan: { method: "GET", path: "/v1/staff/projects/:projectId/reminder-plan" },
  remindStalledStudents: { method: "POST", path: "/v1/staff/projects/:projectId/reminders" },
  listReminders: { method: "GET", path: "/v1/staff/projects/:projectId/reminders" },

  // exports
  startExport: { method: "POST", path: "/v1/staff/exports" },
  listMyExports: { method: "GET", path: "/v1/staff/exports" },
  readExport: { method: "GET", path: "/v1/staff/exports/:exportId" },
  cancelExport: { method: "POST", path: "/v1/staff/exports/:exportId/cancel" },
  downloadExport: { method: "GET", path: "/v1/exports/:token", answersWith: "download" },
  readPhotoFiles: { method: "GET", path: "/v1/staff/projects/:projectId/photo-files" },
  listPhotosToPrint: { method: "GET", path: "/v1/staff/projects/:projectId/photos-to-print" },

  // registry
  readIdentityCheck: { method: "GET", path: "/v1/collections/:collectionId/identity-check" },
  giveEvidence: {
    method: "POST",
    path: "/v1/collections/:collectionId/identity-check/evidence",
    picture: uploadedPicture,
  },
  listIdentityChecks: { method: "GET", path: "/v1/staff/projects/:projectId/identity-checks" },
  takeEvidence: {
    method: "GET",
    path: "/v1/staff/collections/:collectionId/identity-check/evidence",
    answersWith: "file",
  },
  listRegistryBatches: { method: "GET", path: "/v1/staff/registry/batches" },
  readRegistryBatch: { method: "GET", path: "/v1/staff/registry/batches/:batchId" },
  readRegistryFindings: { method: "GET", path: "/v1/staff/registry/findings" },
  listRegistryRefusals: { method: "GET", path: "/v1/staff/registry/refusals" },

  // limits
  tryLimits: { method: "GET", path: "/v1/staff/limits/try" },
  listLimitChanges: { method: "GET", path: "/v1/staff/limits/changes" },

  // configuration
  readConfiguration: { method: "GET", path: "/v1/staff/configuration" },
  readPhotoSpecs: { method: "GET", path: "/v1/staff/photo-specs" },
  listConfigurationChanges: { method: "GET", path: "/v1/staff/configuration/changes" },
  proposeConfiguration: { method: "POST", path: "/v1/staff/configuration/changes" },
  confirmConfiguration: {
    method: "POST",
    path: "/v1/staff/configuration/changes/:changeId/confirm",
  },
  declineConfiguration: {
    method: "POST",
    path: "/v1/staff/configuration/changes/:changeId/decline",
  },
  withdrawConfiguration: {
    method: "POST",
    path: "/v1/staff/configuration/changes/:changeId/withdraw",
  },

  // school-systems
  listApiKeys: { method: "GET", path: "/v1/staff/api-keys" },
  createApiKey: { method: "POST", path: "/v1/staff/api-keys" },
  confirmApiKey: { method: "POST", path: "/v1/staff/api-keys/:keyId/confirm" },
  rotateApiKey: { method: "POST", path: "/v1/staff/api-keys/:keyId/rotate" },
  revokeApiKey: { method: "POST", path: "/v1/staff/api-keys/:keyId/revoke" },
  listWebhooks: { method: "GET", path: "/v1/staff/webhooks" },
  createWebhook: { method: "POST", path: "/v1/staff/webhooks" },
  pauseWebhook: { method: "POST", path: "/v1/staff/webhooks/:webhookId/pause" },
  removeWebhook: { method: "POST", path: "/v1/staff/webhooks/:webhookId/remove" },
  testWebhook: { method: "POST", path: "/v1/staff/webhooks/:webhookId/test" },
  listWebhookDeliveries: { method: "GET", path: "/v1/staff/webhook-deliveries" },
  replayWebhookDelivery: {
    method: "POST",
    path: "/v1/staff/webhook-deliveries/:deliveryId/replay",
  },
  readSystemProjects: { method: "GET", path: "/v1/school/projects", tagged: true },
  readSystemProgress: { method: "GET", path: "/v1/school/progress", tagged: true },
  readSystemChanges: { method: "GET", path: "/v1/school/changes", tagged: true },
  readSystemPhoto: {
    method: "GET",
    path: "/v1/school/collections/:collectionId/photo",
    answersWith: "file",
  },
  readSystemPhotos: { method: "GET", path: "/v1/school/photos", answersWith: "download" },

  // messages
  listMessages: { method: "GET", path: "/v1/staff/messages" },
  listMessageTemplates: { method: "GET", path: "/v1/messages/templates" },
  addMessageCredits: { method: "POST", path: "/v1/messages/credits" },

  // health
  readHealth: { method: "GET", path: "/v1/staff/health" },
  checkConnections: { method: "POST", path: "/v1/staff/connections/check" },
  sendTestSms: { method: "POST", path: "/v1/staff/connections/test-sms" },

  // home
  readWaiting: { method: "GET", path: "/v1/staff/waiting" },
  readDailyFigures: { method: "GET", path: "/v1/staff/daily-figures" },
  readFirstSteps: { method: "GET", path: "/v1/staff/first-steps" },

  // audit
  listAudit: { method: "GET", path: "/v1/staff/audit" },
  checkAudit: { method: "GET", path: "/v1/staff/audit/check", answersWith: "events" },
  listLooksAtMe: { method: "GET", path: "/v1/account/looks" },
} as const satisfies Readonly<Record<string, RouteRow>>;

export type RouteTable = typeof routeTable;

export type RouteName = keyof RouteTable;

const isRouteName = isKeyOf(routeTable);

export const routeNames: readonly RouteName[] = Object.keys(routeTable).filter(isRouteName);

/** Parameter names of a path. */
type ParamOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** Omits query values that are undefined. */
export function pathOf<Name extends RouteName>(
  name: Name,
  params: Readonly<Record<ParamOf<RouteTable[Name]["path"]>, string>>,
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  return fillPath(routeTable[name].path, params, query);
}

export function fillPath(
  path: string,
  params: Readonly<Record<string, string>>,
  query: object,
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodePart(params[name] ?? ""));
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodePart(name)}=${encodePart(value)}`);
  return `${filled}${pairs.length === 0 ? "" : `?${pairs.join("&")}`}`;
}

// An input field may cut an emoji in half; a lone surrogate cannot be URI-encoded.
const encodePart = (value: unknown): string =>
  encodeURIComponent(String(value).replace(/\p{Surrogate}/gu, "\uFFFD"));
