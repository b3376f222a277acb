/** How often one session may ask, one account, and one network address, behind which a whole campus may stand. */
import type { RouteName } from "@gradphoto/domain";
import type { RateLimitRule } from "../infra/rate-limit.ts";

/** Of one address at one process, whatever is asked for; of those without a session that holds, at all processes, a tenth. */
export const limitsOfAddress = (
  perMinute: number,
): { readonly every: RateLimitRule; readonly strangers: RateLimitRule } => ({
  every: { name: "requests", hits: perMinute, windowS: 60 },
  strangers: { name: "strangers-requests", hits: Math.ceil(perMinute / 10), windowS: 60 },
});

/** Of one session, wherever it is used. */
export const sessionsRequests: RateLimitRule = { name: "sessions-requests", hits: 9000, windowS: 600 };

/** A class that begins together; two of them a student. What is guessed there has limits of its own. */
const signIn: RateLimitRule = { name: "sign-in", hits: 3000, windowS: 60 };

/** Ten megabytes each. */
const upload: RateLimitRule = { name: "upload", hits: 1800, windowS: 60 };

/** Whoever found an open console guesses no password in it. */
const staffSecret: RateLimitRule = { name: "staff-secret", hits: 10, windowS: 900 };

/** Each asks the issuer. */
const siteCode: RateLimitRule = { name: "site-code", hits: 300, windowS: 60 };

const staffSignIn: RateLimitRule = { name: "staff-sign-in", hits: 60, windowS: 60 };

export const routeLimits: Readonly<Partial<Record<RouteName, RateLimitRule>>> = {
  signInWithWechat: signIn,
  signInWithWechatWeb: signIn,
  signInWithSms: signIn,
  bindWechatPhone: signIn,
  uploadAttempt: upload,
  helperUpload: upload,
  giveEvidence: upload,
  giveInvoiceFile: upload,
  claimHelperLink: signIn,
  checkSiteCode: siteCode,
  identifySiteStudent: siteCode,
  takeTicket: { name: "site-ticket", hits: 1200, windowS: 3600 },
  staffSignIn,
  beginIdentitySignIn: staffSignIn,
  finishIdentitySignIn: staffSignIn,
  staffSignInByIdentity: staffSignIn,
  /** Each costs money. */
  sendSmsCode: { name: "sms-code", hits: 600, windowS: 3600 },
};

/** More than one person looks up in an hour of calls. */
const search: RateLimitRule = { name: "collection-search", hits: 600, windowS: 3600 };

/** More than one person photographs; so that nobody uses up what all behind an address may upload. */
const ownUpload: RateLimitRule = { name: "own-upload", hits: 60, windowS: 60 };

/** On top of those, by account, or by the session of who has none: what keeps the machine busy for long, and guesses. */
export const accountLimits: Readonly<Partial<Record<RouteName, RateLimitRule>>> = {
  findCollections: search,
  uploadAttempt: ownUpload,
  helperUpload: ownUpload,
  giveEvidence: ownUpload,
  resendMessage: { name: "resend-message", hits: 60, windowS: 3600 },
  /** Each look is recorded, and nobody walks through all numbers. */
  showPhone: { name: "show-phone", hits: 60, windowS: 3600 },
  /** Everybody who stands still in a project is looked at. */
  readReminderPlan: { name: "reminder-plan", hits: 300, windowS: 600 },
  remindStalledStudents: { name: "remind-stalled", hits: 60, windowS: 3600 },
  /** The whole log is walked. */
  checkAudit: { name: "audit-check", hits: 30, windowS: 3600 },
  /** Each asks all of the outside, or sends a message. */
  checkConnections: { name: "connections", hits: 60, windowS: 600 },
  sendTestSms: { name: "test-sms", hits: 5, windowS: 3600 },
  startExport: { name: "export", hits: 60, windowS: 3600 },
  /** Every picture of an account; who loses the line asks again. */
  downloadMyData: { name: "my-data", hits: 12, windowS: 3600 },
  readCodePicture: { name: "code-picture", hits: 20, windowS: 60 },
  changePassword: staffSecret,
  startTotpEnrolment: staffSecret,
  confirmTotpEnrolment: staffSecret,
  renewRecoveryCodes: staffSecret,
  beginIdentityBinding: staffSecret,
  downloadMiniProgramCode: { name: "mini-program-code", hits: 60, windowS: 60 },
  downloadPrintSheet: { name: "print-sheet", hits: 12, windowS: 60 },
  downloadReceipt: { name: "receipt", hits: 12, windowS: 60 },
  downloadInvoice: { name: "invoice", hits: 12, windowS: 60 },
  takeInvoiceFile: { name: "invoice-file", hits: 60, windowS: 60 },
  downloadPngPhoto: { name: "png-photo", hits: 12, windowS: 60 },
};
