/**
 * Subscription to the service's server-sent events while a page is open, through `EventSource` and the session cookie.
 */
import { type RouteName, routeTable } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useCallback, useEffect, useRef, useState } from "react";

type WatchedRoute = {
  [Name in RouteName]: (typeof routeTable)[Name] extends { readonly answersWith: "events" } ? Name : never;
}[RouteName];

export interface Watched<Event> {
  /** The latest event; undefined before the first. */
  readonly event: Event | undefined;
  readonly listening: boolean;
  /** The connection failed, or was refused. */
  readonly broken: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/** `isLast`: true for the event after which nothing follows. Only for routes without path parameters. */
export function useWatch<Name extends WatchedRoute>(
  name: Name,
  isLast: (event: RouteAnswer<Name>) => boolean,
): Watched<RouteAnswer<Name>> {
  const [event, setEvent] = useState<RouteAnswer<Name>>();
  const [state, setState] = useState<"idle" | "listening" | "broken">("idle");
  const source = useRef<EventSource | null>(null);
  const end = useCallback((): void => {
    source.current?.close();
    source.current = null;
  }, []);
  useEffect(() => end, [end]);
  const start = (): void => {
    end();
    setEvent(undefined);
    setState("listening");
    const opened = new EventSource(routeTable[name].path);
    source.current = opened;
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      const answer: RouteAnswer<Name> = JSON.parse(data);
      setEvent(answer);
      if (!isLast(answer)) return;
      end();
      setState("idle");
    };
    opened.onerror = () => {
      if (source.current !== opened) return;
      end();
      setState("broken");
    };
  };
  const stop = (): void => {
    end();
    setState("idle");
  };
  return { event, listening: state === "listening", broken: state === "broken", start, stop };
}
