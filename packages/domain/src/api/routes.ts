/** The only list of routes: a name in the route table without a definition does not compile. */
import type { z } from "zod";
import { accountSessionRoutes, signInRoutes } from "../accounts/routes.ts";
import { auditRoutes } from "../audit/routes.ts";
import { codeRoutes } from "../codes/routes.ts";
import {
  collectionRoutes,
  staffCollectionRoutes,
  submissionRoutes,
} from "../collections/routes.ts";
import { configurationRoutes } from "../configuration/routes.ts";
import { consentRoutes } from "../consents/routes.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import { type RouteName, routeNames, routeTable } from "../core/route-table.ts";
import { exportRoutes } from "../exports/routes.ts";
import { connectionRoutes, staffHealthRoutes } from "../health/routes.ts";
import { helperRoutes } from "../helpers/routes.ts";
import { staffHomeRoutes } from "../home/routes.ts";
import { limitRoutes } from "../limits/routes.ts";
import { messageRoutes, staffMessageRoutes } from "../messages/routes.ts";
import { staffBookRoutes } from "../payments/book-routes.ts";
import { paymentRoutes } from "../payments/routes.ts";
import { staffPaymentRoutes } from "../payments/staff-routes.ts";
import { photoRoutes, staffPhotoRoutes } from "../photos/routes.ts";
import { staffExpectedRoutes, staffReminderRoutes } from "../projects/expected-routes.ts";
import { provinceRoutes, staffProgressRoutes } from "../projects/progress-routes.ts";
import { staffEntryRoutes, staffProjectRoutes } from "../projects/routes.ts";
import { registryRoutes } from "../registry/routes.ts";
import { myDataRoutes } from "../retention/my-data-routes.ts";
import { staffRetentionRoutes } from "../retention/routes.ts";
import { decisionRoutes } from "../reviews/decision-routes.ts";
import { reviewQualityRoutes } from "../reviews/quality-routes.ts";
import { taskRoutes } from "../reviews/task-routes.ts";
import { apiKeyRoutes } from "../school-systems/key-routes.ts";
import { schoolSystemRoutes } from "../school-systems/routes.ts";
import { webhookRoutes } from "../school-systems/webhook-routes.ts";
import { schoolImportRoutes, schoolRoutes, staffSchoolRoutes } from "../schools/routes.ts";
import { serviceDeskRoutes } from "../service-desk/routes.ts";
import { siteDayRoutes } from "../site-days/routes.ts";
import { staffAccountRoutes, staffRoutes } from "../staff/account-routes.ts";
import { staffIdentityRoutes } from "../staff/identity-routes.ts";
import { staffImportRoutes, staffMemberRoutes } from "../staff/member-routes.ts";
import type { ErrorCode } from "./errors.ts";
import type { Route } from "./route.ts";

export { accountSchema, sessionSchema } from "../accounts/routes.ts";
export { maskedStudentSchema } from "../codes/routes.ts";
export { collectionSchema, collectionSummarySchema } from "../collections/routes.ts";
export {
  configurationValueOrNull,
  fitsItem,
  parseConfigurationValue,
} from "../configuration/schemas.ts";
export { bilingualSchema, id as idSchema, idempotencyKey } from "../core/fields.ts";
export type { RouteDefinition } from "../core/route-row.ts";
export { type ClientAction, orderSchema, refundSchema } from "../payments/routes.ts";
export { photoSpecFileSchema } from "../photo-standard/spec-schemas.ts";
export { attemptSchema, collectionStatusSchema } from "../photos/routes.ts";
export { projectSchema } from "../schools/routes.ts";
export { fieldErrors, problemSchema } from "./problem-schema.ts";
export { errorsOf, needsSetUp, type Route } from "./route.ts";

export const routeDefinitions = {
  ...signInRoutes,
  ...accountSessionRoutes,
  ...staffRoutes,
  ...staffIdentityRoutes,
  ...staffAccountRoutes,
  ...staffMemberRoutes,
  ...staffImportRoutes,
  ...schoolRoutes,
  ...codeRoutes,
  ...collectionRoutes,
  ...consentRoutes,
  ...photoRoutes,
  ...helperRoutes,
  ...siteDayRoutes,
  ...myDataRoutes,
  ...paymentRoutes,
  ...staffPaymentRoutes,
  ...staffBookRoutes,
  ...submissionRoutes,
  ...taskRoutes,
  ...reviewQualityRoutes,
  ...decisionRoutes,
  ...registryRoutes,
  ...limitRoutes,
  ...configurationRoutes,
  ...apiKeyRoutes,
  ...schoolSystemRoutes,
  ...webhookRoutes,
  ...messageRoutes,
  ...serviceDeskRoutes,
  ...staffCollectionRoutes,
  ...staffSchoolRoutes,
  ...schoolImportRoutes,
  ...staffProjectRoutes,
  ...staffEntryRoutes,
  ...staffProgressRoutes,
  ...provinceRoutes,
  ...staffReminderRoutes,
  ...staffExpectedRoutes,
  ...staffPhotoRoutes,
  ...staffMessageRoutes,
  ...staffRetentionRoutes,
  ...staffHealthRoutes,
  ...connectionRoutes,
  ...staffHomeRoutes,
  ...auditRoutes,
  ...exportRoutes,
} as const satisfies Readonly<Record<RouteName, RouteDefinition<ErrorCode>>>;

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

/** Input of a route handler after `params`, `query` and `body` are parsed. */
export type ParsedInput<Name extends RouteName> = Parsed<Name, "params"> &
  Parsed<Name, "query"> &
  Parsed<Name, "body">;

export type DeepReadonly<Value> = Value extends object
  ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
  : Value;

/** Answer of a route, deeply read-only. */
export type RouteAnswer<Name extends RouteName> = DeepReadonly<
  z.output<RouteDefinitions[Name]["answers"]>
>;
