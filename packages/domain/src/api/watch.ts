/** Client for the server-sent events of a route, over any platform's streaming API. */
import type { RouteRow } from "../core/route-row.ts";
import { type ClientOptions, headersOf, urlOf } from "./client-headers.ts";
import type { RouteInput } from "./route-input.ts";
import { type RouteName, type RouteTable, routeTable } from "./route-table.ts";
import type { RouteAnswer } from "./routes.ts";
import type { OpenStream } from "./transport.ts";

export type EventRouteName = {
  [Name in RouteName]: RouteTable[Name] extends { readonly answersWith: "events" } ? Name : never;
}[RouteName];

export interface Watcher<Event> {
  readonly event: (event: Event) => void;
  /** Called when anything arrives: an event or a keep-alive. */
  readonly alive: () => void;
  /** Called when the stream is refused, ends or is lost. */
  readonly ended: () => void;
}

/** Returns a function that stops the stream. */
export type Watch = <Name extends EventRouteName>(
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
