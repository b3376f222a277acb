/** Handlers of console sign-in, own access, and account management by operators. */
import { handlersOf, staffOf } from "../core/call.ts";
import { deviceWords } from "../core/device-words.ts";
import { acknowledgeMyAccountChanges, listMyAccountChanges } from "./account-changes.ts";
import { addStaffPost, removeStaffPost, switchPost } from "./change-posts.ts";
import {
  changeStaff,
  confirmStaff,
  createStaff,
  disableStaff,
  enableStaff,
  endStaffSessions,
  resetStaffAccess,
} from "./change-staff.ts";
import type { StaffDeps } from "./deps.ts";
import {
  beginIdentitySignIn,
  finishIdentitySignIn,
  listIdentityProviders,
  signInByIdentity,
} from "./identity-sign-in.ts";
import { importStaff, planStaffImport } from "./import-staff.ts";
import { listStaff, readStaffMember } from "./list-staff.ts";
import {
  beginIdentityBinding,
  endIdentityBinding,
  finishIdentityBinding,
  listMyIdentities,
} from "./my-identities.ts";
import { endMyOtherSessions, endMySession, listMySessions } from "./my-sessions.ts";
import {
  changePassword,
  confirmTotpEnrolment,
  renewRecoveryCodes,
  startTotpEnrolment,
} from "./own-access.ts";
import { signInStaff } from "./sign-in.ts";
import { showStaff } from "./staff-rows.ts";

export const staffHandlers = (deps: StaffDeps) =>
  handlersOf({
    staffSignIn: ({ body }, { address, userAgent }) =>
      signInStaff(deps, { ...body, address, device: deviceWords(userAgent) }),
    listIdentityProviders: async () => listIdentityProviders(deps),
    beginIdentitySignIn: ({ params }) => beginIdentitySignIn(deps, params.providerId),
    finishIdentitySignIn: ({ body }) => finishIdentitySignIn(deps, body.returned),
    staffSignInByIdentity: ({ body }, { address, userAgent }) =>
      signInByIdentity(deps, { ...body, address, device: deviceWords(userAgent) }),
    listMyIdentities: (_input, call) => listMyIdentities(deps, call),
    beginIdentityBinding: ({ params, body }, call) =>
      beginIdentityBinding(deps, { ...params, ...body }, call),
    finishIdentityBinding: ({ body }, call) => finishIdentityBinding(deps, body.returned, call),
    endIdentityBinding: ({ params }, call) => endIdentityBinding(deps, params.providerId, call),
    readStaffAccount: (_input, call) =>
      showStaff(deps.db, deps.sealer, staffOf(call), call.caller.postId),
    switchPost: ({ body }, call) => switchPost(deps, body.postId, call),
    changePassword: ({ body }, call) => changePassword(deps, body, call),
    startTotpEnrolment: ({ body }, call) => startTotpEnrolment(deps, body.password, call),
    confirmTotpEnrolment: ({ body }, call) => confirmTotpEnrolment(deps, body.oneTimeCode, call),
    renewRecoveryCodes: ({ body }, call) => renewRecoveryCodes(deps, body.password, call),
    listMySessions: (_input, call) => listMySessions(deps, call),
    endMySession: ({ params }, call) => endMySession(deps, params.sessionId, call),
    endMyOtherSessions: (_input, call) => endMyOtherSessions(deps, call),
    listMyAccountChanges: (_input, call) => listMyAccountChanges(deps, call),
    acknowledgeMyAccountChanges: ({ body }, call) =>
      acknowledgeMyAccountChanges(deps, body.seenUntil, call),
    listStaff: ({ query }, call) => listStaff(deps, query, call),
    readStaffMember: ({ params }) => readStaffMember(deps, params.staffId),
    createStaff: ({ body }, call) => createStaff(deps, body, call),
    changeStaff: ({ params, body }, call) => changeStaff(deps, params.staffId, body, call),
    addStaffPost: ({ params, body }, call) => addStaffPost(deps, params.staffId, body, call),
    removeStaffPost: ({ params }, call) => removeStaffPost(deps, params, call),
    disableStaff: ({ params }, call) => disableStaff(deps, params.staffId, call),
    enableStaff: ({ params }, call) => enableStaff(deps, params.staffId, call),
    resetStaffAccess: ({ params, body }, call) =>
      resetStaffAccess(deps, params.staffId, body, call),
    confirmStaff: ({ params, body }, call) => confirmStaff(deps, params.staffId, body, call),
    endStaffSessions: ({ params }, call) => endStaffSessions(deps, params.staffId, call),
    planStaffImport: ({ body }) => planStaffImport(deps, body),
    importStaff: ({ body }, call) => importStaff(deps, body, call),
  });
