/** Who calls: by the session's token; whether that role may use the route. */
import type { ErrorCode } from "@gradphoto/domain";
import { needsSetUp, type Route } from "@gradphoto/domain/routes";
import type { Caller } from "../core/call.ts";

/** Who holds a session's token; `ended` for one that is not valid or not any more. `isUse`: it keeps the session alive. */
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

/** A header that holds no session is an ended one: a client never goes on as a stranger without knowing. */
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
