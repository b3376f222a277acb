/** The account of a student's call, the person of a staff call. */
import type { Call } from "./call.ts";

/** Throws an Error when there is none: the route table lets students alone come here. */
export function accountOf({ caller }: Call): string {
  if (caller.accountId === null) throw new Error(`A ${caller.role} without an account reached a route of students`);
  return caller.accountId;
}

/** Throws an Error when there is none: the route table lets staff alone come here. */
export function staffOf({ caller }: Call): string {
  if (caller.staffId === null) throw new Error(`A ${caller.role} who is no staff reached a route of staff`);
  return caller.staffId;
}

/** The acting member of staff, as the audit log names actors. */
export const auditActor = (call: Call): string => `${call.caller.role}:${staffOf(call)}`;

/** A student, as the audit log names actors. */
export const studentActor = (accountId: string): string => `student:${accountId}`;
