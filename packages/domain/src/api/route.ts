/** A whole route, and the refusals that follow from its shape. */
import { isStaff } from "../core/roles.ts";
import type { RouteDefinition } from "../core/route.ts";
import type { RouteRow } from "../core/route-row.ts";
import type { ErrorCode } from "./errors.ts";
import type { RouteName } from "./route-table.ts";

export interface Route extends RouteRow, RouteDefinition<ErrorCode> {
  readonly name: RouteName;
}

/** Whether staff may call it only once they have their own password and one-time codes. */
export const needsSetUp = ({ roles, duringSetUp }: RouteDefinition): boolean =>
  !duringSetUp && roles.some(isStaff) && !roles.includes("anonymous");

/** Every code the route may answer with. */
export function errorsOf(route: Route): readonly ErrorCode[] {
  const takesInput = route.params || route.query || route.body || route.picture;
  return [
    ...route.errors,
    ...(takesInput ? (["body-invalid"] as const) : []),
    ...(route.body ? (["body-not-json", "body-too-large", "media-type-unsupported"] as const) : []),
    ...(route.picture
      ? (["photo-missing", route.picture.tooLarge, "photo-wrong-type", "upload-incomplete", "upload-too-slow"] as const)
      : []),
    ...(route.idempotent
      ? (["idempotency-key-missing", "idempotency-key-reused", "idempotency-in-progress"] as const)
      : []),
    ...(route.roles.includes("anonymous") ? [] : (["session-missing"] as const)),
    ...(needsSetUp(route) ? (["password-change-needed", "totp-enrolment-needed"] as const) : []),
    // An expired session is told as such on public routes too, so that a client never goes on as a stranger.
    "session-expired",
    "forbidden",
    "too-many-requests",
    "service-unavailable",
    "internal",
  ];
}
