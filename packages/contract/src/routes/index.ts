/** The one list of routes: a name of the route table without its definition does not compile. */
import type { z } from "zod";
import { type RouteName, routeNames, routeTable } from "../route-table.ts";
import { codeRoutes } from "./codes.ts";
import { collectionRoutes } from "./collections.ts";
import { consentRoutes } from "./consents.ts";
import { exportRoutes } from "./exports.ts";
import { helperRoutes } from "./helpers.ts";
import { limitRoutes } from "./limits.ts";
import { messageRoutes } from "./messages.ts";
import { myDataRoutes } from "./my-data.ts";
import { paymentRoutes } from "./payments.ts";
import { photoRoutes } from "./photos.ts";
import { registryRoutes } from "./registry.ts";
import { reviewQualityRoutes } from "./review-quality.ts";
import { reviewRoutes } from "./reviews.ts";
import type { Route, RouteDefinition } from "./route.ts";
import { schoolRoutes } from "./schools.ts";
import { serviceDeskRoutes } from "./service-desk.ts";
import { signInRoutes } from "./sign-in.ts";
import { staffRoutes } from "./staff.ts";
import { staffAccountRoutes } from "./staff-account.ts";
import { staffAuditRoutes } from "./staff-audit.ts";
import { staffBookRoutes } from "./staff-books.ts";
import { staffCollectionRoutes } from "./staff-collections.ts";
import { staffHealthRoutes } from "./staff-health.ts";
import { staffMemberRoutes } from "./staff-members.ts";
import { staffMessageRoutes } from "./staff-messages.ts";
import { staffPaymentRoutes } from "./staff-payments.ts";
import { staffPhotoRoutes } from "./staff-photos.ts";
import { staffProgressRoutes } from "./staff-progress.ts";
import { staffProjectRoutes } from "./staff-projects.ts";
import { staffRetentionRoutes } from "./staff-retention.ts";
import { staffSchoolRoutes } from "./staff-schools.ts";

export { maskedStudentSchema } from "./codes.ts";
export { collectionSchema, collectionSummarySchema } from "./collections.ts";
export { exportedLists, exportFiltersSchema } from "./exports.ts";
export { idempotencyKey } from "./fields.ts";
export { orderSchema, refundSchema } from "./payments.ts";
export { attemptSchema, watchedCollectionSchema } from "./photos.ts";
export { errorsOf, needsSetUp, type Route, type RouteDefinition } from "./route.ts";
export { projectSchema } from "./schools.ts";
export { accountSchema, sessionSchema } from "./sign-in.ts";

export const routeDefinitions = {
  ...signInRoutes,
  ...staffRoutes,
  ...staffAccountRoutes,
  ...staffMemberRoutes,
  ...schoolRoutes,
  ...codeRoutes,
  ...collectionRoutes,
  ...consentRoutes,
  ...photoRoutes,
  ...helperRoutes,
  ...myDataRoutes,
  ...paymentRoutes,
  ...staffPaymentRoutes,
  ...staffBookRoutes,
  ...reviewRoutes,
  ...reviewQualityRoutes,
  ...registryRoutes,
  ...limitRoutes,
  ...messageRoutes,
  ...serviceDeskRoutes,
  ...staffCollectionRoutes,
  ...staffSchoolRoutes,
  ...staffProjectRoutes,
  ...staffProgressRoutes,
  ...staffPhotoRoutes,
  ...staffMessageRoutes,
  ...staffRetentionRoutes,
  ...staffHealthRoutes,
  ...staffAuditRoutes,
  ...exportRoutes,
} as const satisfies Readonly<Record<RouteName, RouteDefinition>>;

export type RouteDefinitions = typeof routeDefinitions;

export const routes: readonly Route[] = routeNames.map((name) => ({
  name,
  ...routeTable[name],
  ...routeDefinitions[name],
}));

type Parsed<Name extends RouteName, Part extends "params" | "query" | "body"> =
  RouteDefinitions[Name] extends Readonly<Record<Part, infer Schema extends z.ZodType>>
    ? Readonly<Record<Part, z.output<Schema>>>
    : unknown;

/** What a handler of the route gets once `params`, `query` and `body` are parsed. */
export type ParsedInput<Name extends RouteName> = Parsed<Name, "params"> & Parsed<Name, "query"> & Parsed<Name, "body">;

/** What a handler of the route answers with. */
export type RouteAnswer<Name extends RouteName> = z.output<RouteDefinitions[Name]["answers"]>;
