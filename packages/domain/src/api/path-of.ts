/** The path of a route with its parameters and query filled in: the only place that spells one. */
import { type RouteName, type RouteTable, routeTable } from "./route-table.ts";

/** The names of a path's parameters. */
type ParamOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** `query`: what is undefined is left out. */
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

// Half an emoji, as an input field may cut it, cannot be encoded.
const encodePart = (value: unknown): string => encodeURIComponent(String(value).replace(/\p{Surrogate}/gu, "\uFFFD"));
