/** The typed client: one call per route, over any transport; bundles without zod and needs nothing but the language. */
import type { z } from "zod";
import type { Language } from "../core/bilingual.ts";
import type { RouteRow } from "../core/route-row.ts";
import { contractVersionHeader, idempotencyKeyHeader, requestIdHeader } from "./contract-version.ts";
import { fillPath } from "./path-of.ts";
import { isProblem, type Problem, problemOf } from "./problem.ts";
import { type RouteName, type RouteTable, routeTable } from "./route-table.ts";
import type { RouteAnswer, RouteDefinitions } from "./routes.ts";
import type { Transport, TransportAnswer } from "./transport.ts";

export { contractVersion } from "./contract-version.ts";
export { fetchTransport } from "./fetch-transport.ts";
export { pathOf } from "./path-of.ts";
export type { Problem } from "./problem.ts";
export type { RequestBody, Transport, TransportAnswer, TransportRequest } from "./transport.ts";
export type { RouteAnswer, RouteName };

export interface ClientOptions {
  /** Scheme, host and what stands before `/v1`. */
  readonly baseUrl: string;
  readonly language: Language;
  readonly contractVersion: number;
  /** The token of the session, null before sign-in; asked for every call. */
  readonly sessionToken: () => string | null;
}

type Part<Name extends RouteName, Key extends "params" | "query" | "body"> =
  RouteDefinitions[Name] extends Readonly<Record<Key, infer Schema extends z.ZodType>>
    ? Readonly<Record<Key, z.input<Schema>>>
    : unknown;

type RoutePicture<Name extends RouteName, Picture> = RouteTable[Name] extends { readonly picture: object }
  ? { readonly picture: Picture }
  : unknown;

type RouteKey<Name extends RouteName> = RouteTable[Name] extends { readonly idempotent: true }
  ? { readonly idempotencyKey: string }
  : unknown;

interface AnyInput<Picture> {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: object;
  readonly body?: object;
  readonly picture?: Picture;
  readonly idempotencyKey?: string;
}

/** What the caller of a route gives: exactly the parts its definition names. */
export type RouteInput<Name extends RouteName, Picture> = AnyInput<Picture> &
  Part<Name, "params"> &
  Part<Name, "query"> &
  Part<Name, "body"> &
  RoutePicture<Name, Picture> &
  RouteKey<Name>;

export type Answer<Name extends RouteName> =
  | { readonly ok: true; readonly value: RouteAnswer<Name> }
  | { readonly ok: false; readonly problem: Problem };

/** Routes that answer with JSON; files and events are the platform's own to fetch. */
export type JsonRouteName = {
  [Name in RouteName]: RouteTable[Name] extends { readonly answersWith: string } ? never : Name;
}[RouteName];

/** What cannot be reached or read is a problem with words as well; it rejects only for a mistake of the caller. */
export type Client<Picture> = <Name extends JsonRouteName>(
  name: Name,
  input: RouteInput<Name, Picture>,
) => Promise<Answer<Name>>;

export function createClient<Picture>(transport: Transport<Picture>, options: ClientOptions): Client<Picture> {
  return async (name, input) => {
    const row: RouteRow = routeTable[name];
    const request = {
      method: row.method,
      url: `${options.baseUrl.replace(/\/+$/, "")}${fillPath(row.path, input.params ?? {}, input.query ?? {})}`,
      headers: headersOf(options, input),
      body: bodyOf(row, input),
    };
    let answer: TransportAnswer;
    try {
      answer = await transport(request);
    } catch {
      const occasion = { language: options.language, requestId: null };
      return { ok: false, problem: problemOf("network-unreachable", {}, occasion) };
    }
    const body = parse(answer.body);
    if (answer.status >= 200 && answer.status < 300 && body !== null) return { ok: true, value: body };
    if (isProblem(body)) return { ok: false, problem: body };
    const requestId = answer.headers[requestIdHeader] ?? null;
    const unreadable = problemOf("answer-unreadable", {}, { language: options.language, requestId });
    return { ok: false, problem: { ...unreadable, status: answer.status } };
  };
}

function headersOf(options: ClientOptions, input: AnyInput<unknown>): Record<string, string> {
  const token = options.sessionToken();
  return {
    accept: "application/json",
    "accept-language": options.language === "zh" ? "zh-CN" : "en",
    [contractVersionHeader]: String(options.contractVersion),
    ...(input.body !== undefined && { "content-type": "application/json" }),
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(input.idempotencyKey !== undefined && { [idempotencyKeyHeader]: input.idempotencyKey }),
  };
}

function bodyOf<Picture>(row: RouteRow, input: AnyInput<Picture>) {
  if (row.picture && input.picture !== undefined) {
    return { kind: "picture", field: row.picture.field, picture: input.picture } as const;
  }
  return input.body === undefined ? null : ({ kind: "json", text: JSON.stringify(input.body) } as const);
}

/** The object in a body, null when it holds none: a hotel's sign-in page answers 200 with a page of its own. */
function parse(text: string) {
  try {
    const body = JSON.parse(text);
    return typeof body === "object" && !Array.isArray(body) ? body : null;
  } catch {
    return null;
  }
}
