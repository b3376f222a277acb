/**
 * Typed client with one call per route, over a transport that its creator supplies. Bundles without zod and needs no
 * platform API.
 */
import type { RouteRow } from "../core/route-row.ts";
import { type RouteName, type RouteTable, routeTable } from "../core/route-table.ts";
import { type ClientOptions, headersOf, requestIdHeader, urlOf } from "./client-headers.ts";
import { isProblem, type Problem, problemFrom } from "./problem.ts";
import { requestErrors } from "./request-errors.ts";
import type { AnyInput, RouteInput } from "./route-input.ts";
import type { RouteAnswer } from "./routes.ts";

export { pathOf } from "../core/route-table.ts";
export type { ClientOptions } from "./client-headers.ts";
export { contractVersion } from "./client-headers.ts";
export type { Problem } from "./problem.ts";
export type { RouteAnswer, RouteInput, RouteName };

/** `Picture` is the platform's type of a file: a Blob, or a temporary path in a mini-program. */
export type RequestBody<Picture> =
  | { readonly kind: "json"; readonly text: string }
  | { readonly kind: "picture"; readonly field: string; readonly picture: Picture };

export interface TransportRequest<Picture> {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** null if the request has no body. */
  readonly body: RequestBody<Picture> | null;
}

export interface TransportAnswer {
  readonly status: number;
  /** Header names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Rejects if no answer arrives. */
export type Transport<Picture> = (request: TransportRequest<Picture>) => Promise<TransportAnswer>;

export interface StreamListener {
  /** Receives raw chunks, which may be split at any character; the service sends ASCII only. */
  readonly text: (piece: string) => void;
  /** Called once when the stream is refused, ends or is lost. */
  readonly ended: () => void;
}

/** Opens a streaming answer. Returns a function that stops it; no callback runs after that. */
export type OpenStream = (
  request: Pick<TransportRequest<never>, "url" | "headers">,
  listener: StreamListener,
) => () => void;

interface FetchInit<Form> {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Form | null;
}

interface FetchAnswer {
  readonly status: number;
  readonly headers: Iterable<[string, string]>;
  readonly text: () => Promise<string>;
}

/** The two globals that this transport needs, declared here because the package depends on no platform. */
interface FetchPlatform<Picture, Form extends { append(name: string, picture: Picture): void }> {
  readonly fetch: (url: string, init: FetchInit<Form>) => Promise<FetchAnswer>;
  readonly FormData: new () => Form;
}

/** Example for a browser or Node: `fetchTransport<Blob, FormData>({ fetch, FormData })`. */
export function fetchTransport<
  Picture,
  Form extends { append(name: string, picture: Picture): void },
>(platform: FetchPlatform<Picture, Form>): Transport<Picture> {
  // A browser's fetch must not be called as a method of another object.
  const { fetch, FormData } = platform;
  const formOf = (field: string, picture: Picture): Form => {
    const form = new FormData();
    form.append(field, picture);
    return form;
  };
  return async ({ method, url, headers, body }) => {
    const sent = body?.kind === "picture" ? formOf(body.field, body.picture) : (body?.text ?? null);
    const answer = await fetch(url, { method, headers, body: sent });
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: await answer.text(),
    };
  };
}

type EventRouteName = {
  [Name in RouteName]: RouteTable[Name] extends { readonly answersWith: "events" } ? Name : never;
}[RouteName];

interface Watcher<Event> {
  readonly event: (event: Event) => void;
  /** Called when anything arrives: an event or a keep-alive. */
  readonly alive: () => void;
  /** Called when the stream is refused, ends or is lost. */
  readonly ended: () => void;
}

/** Returns a function that stops the stream. */
type Watch = <Name extends EventRouteName>(
  name: Name,
  input: RouteInput<Name, never>,
  watcher: Watcher<RouteAnswer<Name>>,
) => () => void;

/** Client for the server-sent events of a route, over any platform's streaming API. */
export const createWatch =
  (openStream: OpenStream, options: ClientOptions): Watch =>
  (name, input, watcher) => {
    const row: RouteRow = routeTable[name];
    const headers = { ...headersOf(options, input), accept: "text/event-stream" };
    const read = eventReader((data) => watcher.event(JSON.parse(data)));
    return openStream(
      { url: urlOf(options, row.path, input), headers },
      {
        text: (piece) => {
          watcher.alive();
          read(piece);
        },
        ended: watcher.ended,
      },
    );
  };

/** Parses the event format as our service writes it: one data line per event. */
function eventReader(onData: (data: string) => void): (piece: string) => void {
  let rest = "";
  return (piece) => {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data: ")) onData(line.slice("data: ".length));
  };
}

export type Answer<Name extends RouteName> =
  | { readonly ok: true; readonly value: RouteAnswer<Name> }
  | { readonly ok: false; readonly problem: Problem };

/** Routes that answer with JSON; the platform fetches files and event streams itself. */
export type JsonRouteName = {
  [Name in RouteName]: RouteTable[Name] extends { readonly answersWith: string } ? never : Name;
}[RouteName];

/**
 * Network failures and unreadable answers also resolve to a problem with text. The call rejects only for a programming
 * error of the caller.
 */
export type Client<Picture> = <Name extends JsonRouteName>(
  name: Name,
  input: RouteInput<Name, Picture>,
) => Promise<Answer<Name>>;

export function createClient<Picture>(
  transport: Transport<Picture>,
  options: ClientOptions,
): Client<Picture> {
  return async (name, input) => {
    const row: RouteRow = routeTable[name];
    const request = {
      method: row.method,
      url: urlOf(options, row.path, input),
      headers: headersOf(options, input),
      body: bodyOf(row, input),
    };
    let answer: TransportAnswer;
    try {
      answer = await transport(request);
    } catch {
      return { ok: false, problem: unanswered("network-unreachable", options, null) };
    }
    const body = parse(answer.body);
    if (answer.status >= 200 && answer.status < 300 && body !== null)
      return { ok: true, value: body };
    if (isProblem(body)) return { ok: false, problem: body };
    const requestId = answer.headers[requestIdHeader] ?? null;
    const unreadable = unanswered("answer-unreadable", options, requestId);
    return { ok: false, problem: { ...unreadable, status: answer.status } };
  };
}

/** Built from single rows: importing the full list of errors would dominate the first load of a page. */
const unanswered = (
  code: "network-unreachable" | "answer-unreadable",
  { language }: ClientOptions,
  requestId: string | null,
): Problem => problemFrom(code, requestErrors[code], {}, { language, requestId });

function bodyOf<Picture>(row: RouteRow, input: AnyInput<Picture>) {
  if (row.picture && input.picture !== undefined) {
    return { kind: "picture", field: row.picture.field, picture: input.picture } as const;
  }
  return input.body === undefined
    ? null
    : ({ kind: "json", text: JSON.stringify(input.body) } as const);
}

/** Parses the body to an object, or null if it is none: a hotel's captive portal answers 200 with its own page. */
function parse(text: string) {
  try {
    const body = JSON.parse(text);
    return typeof body === "object" && !Array.isArray(body) ? body : null;
  } catch {
    return null;
  }
}
