/** Polling with a delay after each answer, so that requests never pile up on a slow connection. */
import { useEffect, useRef } from "react";

const longerEachTime = 1.5;

/** Random factor from 0.8 to 1.2: phones that start together do not poll together. */
const spread = (ms: number): number => ms * (0.8 + Math.random() * 0.4);

/** Polls every `everyMs`; null pauses. The interval grows by half after each answer, up to `upToMs`. */
export function usePolling(
  request: () => Promise<unknown>,
  everyMs: number | null,
  upToMs = everyMs,
): void {
  const latest = useRef(request);
  latest.current = request;
  useEffect(() => {
    if (everyMs === null) return;
    let timer: ReturnType<typeof setTimeout>;
    let ended = false;
    const wait = (ms: number): void => {
      timer = setTimeout(() => {
        const next = (): void => {
          if (!ended) wait(Math.min(ms * longerEachTime, upToMs ?? everyMs));
        };
        latest.current().then(next, next);
      }, spread(ms));
    };
    wait(everyMs);
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [everyMs, upToMs]);
}
