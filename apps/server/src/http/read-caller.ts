/** Authenticates the caller by session token and checks the role for the route. */
import { apiKeyPrefix, type ErrorCode } from "@gradphoto/domain";
import { needsSetUp, type Route } from "@gradphoto/domain/routes";
import type { Caller } from "../core/call.ts";

/**
 * Finds the owner of a session token or API key; `ended` when it is invalid or expired. With `isUse`, the request
 * extends the session. A key is valid only from its networks.
 */
export type FindCaller = (
  token: string,
  isUse: boolean,
  address: string,
) => Promise<Caller | "ended" | "other-network">;

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
  apiKey: null,
};

type NoCaller = Extract<
  ErrorCode,
  | "session-missing"
  | "api-key-missing"
  | "session-expired"
  | "password-change-needed"
  | "totp-enrolment-needed"
  | "forbidden"
  | "api-key-ended"
  | "api-key-network"
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
  address: string,
): Promise<Caller | NoCaller> {
  const isForSystems = route.roles.includes("school-system");
  if (authorization === undefined) {
    if (isForSystems) return "api-key-missing";
    return route.roles.includes("anonymous") ? anonymous : "session-missing";
  }
  const token = /^Bearer ([A-Za-z0-9_-]{1,200})$/i.exec(authorization)?.[1];
  const caller = token === undefined ? "ended" : await findCaller(token, isUse, address);
  if (caller === "other-network") return isForSystems ? "api-key-network" : "forbidden";
  if (caller === "ended")
    return isForSystems && token?.startsWith(apiKeyPrefix) ? "api-key-ended" : "session-expired";
  if (!route.roles.includes(caller.role)) return "forbidden";
  if (caller.setUp === null || !needsSetUp(route)) return caller;
  return caller.setUp === "password" ? "password-change-needed" : "totp-enrolment-needed";
}
