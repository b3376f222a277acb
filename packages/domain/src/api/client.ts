/** Typed client with one call per route, over any transport. Bundles without zod and needs no platform API. */
import type { RouteRow } from "../core/route-row.ts";
import { type RouteName, type RouteTable, routeTable } from "../core/route-table.ts";
import { type ClientOptions, headersOf, requestIdHeader, urlOf } from "./client-headers.ts";
import { isProblem, type Problem, problemFrom } from "./problem.ts";
import { requestErrors } from "./request-errors.ts";
import type { AnyInput, RouteInput } from "./route-input.ts";
import type { RouteAnswer } from "./routes.ts";
import type { OpenStream, Transport, TransportAnswer } from "./transport.ts";

/** Client for the server-sent events of a route, over any platform's streaming API. */
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

export { pathOf } from "../core/route-table.ts";
export type { ClientOptions } from "./client-headers.ts";
export { contractVersion } from "./client-headers.ts";
export type { Problem } from "./problem.ts";
export type {
  OpenStream,
  RequestBody,
  StreamListener,
  Transport,
  TransportAnswer,
  TransportRequest,
} from "./transport.ts";
export { fetchTransport } from "./transport.ts";
export type { RouteAnswer, RouteInput, RouteName };

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

export function createClient<Picture>(transport: Transport<Picture>, options: ClientOptions): Client<Picture> {
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
    if (answer.status >= 200 && answer.status < 300 && body !== null) return { ok: true, value: body };
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
  return input.body === undefined ? null : ({ kind: "json", text: JSON.stringify(input.body) } as const);
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
