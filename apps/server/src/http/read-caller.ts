/** Authenticates the caller by session token and checks the role for the route. */
import type { ErrorCode } from "@gradphoto/domain";
import { needsSetUp, type Route } from "@gradphoto/domain/routes";
import type { Caller } from "../core/call.ts";

/**
 * Finds the owner of a session token; `ended` when it is invalid or expired. With `isUse`, the request extends the
 * session.
 */
export type FindCaller = (token: string, isUse: boolean) => Promise<Caller | "ended">;

export const anonymous: Caller = {
  role: "anonymous",
  accountId: null,
  staffId: null,
  schoolCode: null,
  department: null,
  province: null,
  postId: null,
  setUp: null,
  tokenSha256: null,
};

type NoCaller = Extract<
  ErrorCode,
  "session-missing" | "session-expired" | "password-change-needed" | "totp-enrolment-needed" | "forbidden"
>;

/**
 * Authenticates a request. A header without a valid session is treated as an ended session, so a client never continues
 * as anonymous unknowingly.
 */
export async function readCaller(
  authorization: string | undefined,
  route: Route,
  findCaller: FindCaller,
  isUse: boolean,
): Promise<Caller | NoCaller> {
  if (authorization === undefined) return route.roles.includes("anonymous") ? anonymous : "session-missing";
  const token = /^Bearer ([A-Za-z0-9_-]{1,200})$/i.exec(authorization)?.[1];
  const caller = token === undefined ? "ended" : await findCaller(token, isUse);
  if (caller === "ended") return "session-expired";
  if (!route.roles.includes(caller.role)) return "forbidden";
  if (caller.setUp === null || !needsSetUp(route)) return caller;
  return caller.setUp === "password" ? "password-change-needed" : "totp-enrolment-needed";
}
