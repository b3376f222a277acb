/** What is asked again and again: the next time so long after the answer, so that on a slow line questions never pile up. */
import { useEffect, useRef } from "react";

/** `everyMs` null: not now. */
export function useRepeated(ask: () => Promise<unknown>, everyMs: number | null): void {
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (everyMs === null) return;
    let timer: ReturnType<typeof setTimeout>;
    let ended = false;
    const wait = (): void => {
      timer = setTimeout(() => {
        const refetch = (): void => {
          if (!ended) wait();
        };
        latest.current().then(refetch, refetch);
      }, everyMs);
    };
    wait();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [everyMs]);
}
