/** Server-sent events of a route, as they come, over any platform's way to hear an answer piece by piece. */
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
  /** Something was heard: an event, or that there is none yet. */
  readonly alive: () => void;
  /** It was refused, has ended or was lost. */
  readonly ended: () => void;
}

/** Answers how to stop. */
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

/** Of the format as our service writes it: one line of data for an event. */
function eventReader(onData: (data: string) => void): (piece: string) => void {
  let rest = "";
  return (piece) => {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data: ")) onData(line.slice("data: ".length));
  };
}
