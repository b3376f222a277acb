/** The handlers of the console's sign-in, of one's own access, and of the operators who keep the accounts. */
import type { Handlers } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { deviceWords } from "./device-words.ts";
import {
  changeStaff,
  createStaff,
  disableStaff,
  enableStaff,
  endStaffSessions,
  resetStaffAccess,
} from "./keep-staff.ts";
import { listStaff, readStaffMember } from "./list-staff.ts";
import { endMyOtherSessions, endMySession, listMySessions } from "./my-sessions.ts";
import type { StaffNeeds } from "./needs.ts";
import { changePassword, confirmTotpEnrolment, renewRecoveryCodes, startTotpEnrolment } from "./own-access.ts";
import { signInStaff } from "./sign-in.ts";
import { showStaff } from "./staff-rows.ts";

type StaffHandlers = Pick<
  Handlers,
  | "staffSignIn"
  | "readStaffAccount"
  | "changePassword"
  | "startTotpEnrolment"
  | "confirmTotpEnrolment"
  | "renewRecoveryCodes"
  | "listMySessions"
  | "endMySession"
  | "endMyOtherSessions"
  | "listStaff"
  | "readStaffMember"
  | "createStaff"
  | "changeStaff"
  | "disableStaff"
  | "enableStaff"
  | "resetStaffAccess"
  | "endStaffSessions"
>;

export const staffHandlers = (needs: StaffNeeds): StaffHandlers => ({
  staffSignIn: ({ body }, { address, userAgent }) =>
    signInStaff(needs, { ...body, address, device: deviceWords(userAgent) }),
  readStaffAccount: (_input, call) => showStaff(needs.db, needs.sealer, staffOf(call)),
  changePassword: ({ body }, call) => changePassword(needs, body, call),
  startTotpEnrolment: ({ body }, call) => startTotpEnrolment(needs, body.password, call),
  confirmTotpEnrolment: ({ body }, call) => confirmTotpEnrolment(needs, body.oneTimeCode, call),
  renewRecoveryCodes: ({ body }, call) => renewRecoveryCodes(needs, body.password, call),
  listMySessions: (_input, call) => listMySessions(needs, call),
  endMySession: ({ params }, call) => endMySession(needs, params.sessionId, call),
  endMyOtherSessions: (_input, call) => endMyOtherSessions(needs, call),
  listStaff: ({ query }) => listStaff(needs, query),
  readStaffMember: ({ params }) => readStaffMember(needs, params.staffId),
  createStaff: ({ body }, call) => createStaff(needs, body, call),
  changeStaff: ({ params, body }, call) => changeStaff(needs, params.staffId, body, call),
  disableStaff: ({ params }, call) => disableStaff(needs, params.staffId, call),
  enableStaff: ({ params }, call) => enableStaff(needs, params.staffId, call),
  resetStaffAccess: ({ params, body }, call) => resetStaffAccess(needs, params.staffId, body, call),
  endStaffSessions: ({ params }, call) => endStaffSessions(needs, params.staffId, call),
});
