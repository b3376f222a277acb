/** Account id of a student's call and staff id of a staff call. */
import type { Call } from "./call.ts";

/** Throws an Error when the caller has no account: the route table admits only students here. */
export function accountOf({ caller }: Call): string {
  if (caller.accountId === null) throw new Error(`A ${caller.role} without an account reached a route of students`);
  return caller.accountId;
}

/** Throws an Error when the caller has no staff id: the route table admits only staff here. */
export function staffOf({ caller }: Call): string {
  if (caller.staffId === null) throw new Error(`A ${caller.role} who is no staff reached a route of staff`);
  return caller.staffId;
}

/** Audit actor of the calling staff member. */
export const auditActor = (call: Call): string => `${call.caller.role}:${staffOf(call)}`;

/** Audit actor of a student. */
export const studentActor = (accountId: string): string => `student:${accountId}`;
