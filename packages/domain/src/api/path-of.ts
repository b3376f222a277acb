/** Builds the path of a route with parameters and query filled in; no other code builds paths. */
import { type RouteName, type RouteTable, routeTable } from "./route-table.ts";

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
