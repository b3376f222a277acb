/** What a route states beside its method and path: who may call it, what goes in, what comes out, what may be refused. */
import type { z } from "zod";
import type { Bilingual } from "../bilingual.ts";
import type { ErrorCode } from "../errors.ts";
import { isStaff, type Role } from "../roles.ts";
import type { RouteName, RouteRow } from "../route-table.ts";

export interface RouteDefinition {
  readonly summary: Bilingual;
  readonly roles: readonly Role[];
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** The body of a 200, or the data of each event; empty where a file is answered. Parsing an answer before it is sent drops every field that is not in the contract. */
  readonly answers: z.ZodObject;
  /** Staff may call it before they chose their own password and set up one-time codes. */
  readonly duringSetUp?: true;
  /** The refusals of this route alone; `errorsOf` adds those that follow from its shape. */
  readonly errors: readonly ErrorCode[];
}

export interface Route extends RouteRow, RouteDefinition {
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
    ...(route.picture ? (["photo-missing", "photo-too-large", "photo-wrong-type", "upload-incomplete"] as const) : []),
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
