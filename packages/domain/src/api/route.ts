/** A route with its name, row and definition, and all error codes that it may answer with. */
import { isStaff } from "../core/roles.ts";
import type { RouteDefinition, RouteRow } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import type { ErrorCode } from "./errors.ts";

export interface Route extends RouteRow, RouteDefinition<ErrorCode> {
  readonly name: RouteName;
}

/** Returns true if staff may call the route only after they have set their own password and one-time codes. */
export const needsSetUp = ({ roles, duringSetUp }: RouteDefinition): boolean =>
  !duringSetUp && roles.some(isStaff) && !roles.includes("anonymous");

/** All error codes that the route may answer with. */
export function errorsOf(route: Route): readonly ErrorCode[] {
  const takesInput = route.params || route.query || route.body || route.picture;
  return [
    ...(route.errors ?? []),
    ...(takesInput ? (["body-invalid"] as const) : []),
    ...(route.body ? (["body-not-json", "body-too-large", "media-type-unsupported"] as const) : []),
    ...(route.picture
      ? ([
          "photo-missing",
          route.picture.tooLarge,
          "photo-wrong-type",
          "upload-incomplete",
          "upload-too-slow",
        ] as const)
      : []),
    ...(route.idempotent
      ? (["idempotency-key-missing", "idempotency-key-reused", "idempotency-in-progress"] as const)
      : []),
    ...(route.roles.includes("school-system")
      ? (["api-key-missing", "api-key-ended", "api-key-network", "api-key-scope"] as const)
      : route.roles.includes("anonymous")
        ? []
        : (["session-missing"] as const)),
    ...(needsSetUp(route) ? (["password-change-needed", "totp-enrolment-needed"] as const) : []),
    // Public routes also report an expired session, so that a client does not silently continue as anonymous.
    "session-expired",
    "forbidden",
    "too-many-requests",
    "service-unavailable",
    "internal",
  ];
}
