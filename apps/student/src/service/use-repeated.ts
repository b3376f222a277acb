/** What is asked again and again: the next time so long after the answer, so that on a slow line questions never pile up. */
import { useEffect, useRef } from "react";

const longerEachTime = 1.5;

/** Between four fifths and six fifths: phones that began together do not ask together. */
const spread = (ms: number): number => ms * (0.8 + Math.random() * 0.4);

/** `everyMs` null: not now. Where nothing comes of it, less and less often, `upToMs`. */
export function useRepeated(ask: () => Promise<unknown>, everyMs: number | null, upToMs = everyMs): void {
  const latest = useRef(ask);
  latest.current = ask;
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
