/** Method and path of every route. The client needs only these, so this file has no dependencies. */
import { accountPaths } from "../accounts/paths.ts";
import { auditPaths } from "../audit/paths.ts";
import { codePaths } from "../codes/paths.ts";
import { collectionPaths } from "../collections/paths.ts";
import { configurationPaths } from "../configuration/paths.ts";
import { consentPaths } from "../consents/paths.ts";
import { isKeyOf } from "../core/is-key-of.ts";
import type { RouteRow } from "../core/route-row.ts";
import { exportPaths } from "../exports/paths.ts";
import { healthPaths } from "../health/paths.ts";
import { helperPaths } from "../helpers/paths.ts";
import { homePaths } from "../home/paths.ts";
import { limitPaths } from "../limits/paths.ts";
import { messagePaths } from "../messages/paths.ts";
import { paymentPaths } from "../payments/paths.ts";
import { photoPaths } from "../photos/paths.ts";
import { projectPaths } from "../projects/paths.ts";
import { registryPaths } from "../registry/paths.ts";
import { retentionPaths } from "../retention/paths.ts";
import { reviewPaths } from "../reviews/paths.ts";
import { schoolPaths } from "../schools/paths.ts";
import { serviceDeskPaths } from "../service-desk/paths.ts";
import { siteDayPaths } from "../site-days/paths.ts";
import { staffPaths } from "../staff/paths.ts";

export const routeTable = {
  ...accountPaths,
  ...staffPaths,
  ...schoolPaths,
  ...codePaths,
  ...collectionPaths,
  ...consentPaths,
  ...photoPaths,
  ...helperPaths,
  ...siteDayPaths,
  ...retentionPaths,
  ...paymentPaths,
  ...reviewPaths,
  ...serviceDeskPaths,
  ...projectPaths,
  ...exportPaths,
  ...registryPaths,
  ...limitPaths,
  ...configurationPaths,
  ...messagePaths,
  ...healthPaths,
  ...homePaths,
  ...auditPaths,
} as const satisfies Readonly<Record<string, RouteRow>>;

export type RouteTable = typeof routeTable;

export type RouteName = keyof RouteTable;

export const isRouteName = isKeyOf(routeTable);

export const routeNames: readonly RouteName[] = Object.keys(routeTable).filter(isRouteName);

/** Parameter names of a path. */
type ParamOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** Omits query values that are undefined. */
export function pathOf<Name extends RouteName>(
  name: Name,
  params: Readonly<Record<ParamOf<RouteTable[Name]["path"]>, string>>,
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  return fillPath(routeTable[name].path, params, query);
}

export function fillPath(path: string, params: Readonly<Record<string, string>>, query: object): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodePart(params[name] ?? ""));
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodePart(name)}=${encodePart(value)}`);
  return `${filled}${pairs.length === 0 ? "" : `?${pairs.join("&")}`}`;
}

// An input field may cut an emoji in half; a lone surrogate cannot be URI-encoded.
const encodePart = (value: unknown): string => encodeURIComponent(String(value).replace(/\p{Surrogate}/gu, "\uFFFD"));
