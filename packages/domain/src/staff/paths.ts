/** Method and path of the routes of this folder. */
import type { RouteRow } from "../core/route-row.ts";

export const staffPaths = {
  staffSignIn: { method: "POST", path: "/v1/staff/sign-in", staffSession: true },
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
  listStaff: { method: "GET", path: "/v1/staff/members" },
  readStaffMember: { method: "GET", path: "/v1/staff/members/:staffId" },
  createStaff: { method: "POST", path: "/v1/staff/members" },
  changeStaff: { method: "POST", path: "/v1/staff/members/:staffId" },
  disableStaff: { method: "POST", path: "/v1/staff/members/:staffId/disable" },
  enableStaff: { method: "POST", path: "/v1/staff/members/:staffId/enable" },
  resetStaffAccess: { method: "POST", path: "/v1/staff/members/:staffId/reset-access" },
  confirmStaff: { method: "POST", path: "/v1/staff/members/:staffId/confirm" },
  endStaffSessions: { method: "POST", path: "/v1/staff/members/:staffId/end-sessions" },
} as const satisfies Readonly<Record<string, RouteRow>>;
