/**
 * Guard against unseen decisions: whether all current pictures are painted, and for how long they have been visible.
 */
import { type ComponentProps, useCallback, useEffect, useRef, useState } from "react";

/** `painted`: the pictures are visible, but not yet long enough to be judged. */
type Seen = "coming" | "failed" | "painted" | "seen";

export type PictureViewing = ReturnType<typeof usePictureViewing>;

/** `urls`: pictures to watch. `minMs`: time all of them must be visible before a decision is allowed. */
export function usePictureViewing(urls: readonly string[], minMs: number) {
  const [painted, setPainted] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState<readonly string[]>([]);
  /** Counts the requests to reload failed pictures. */
  const [turn, setTurn] = useState(0);
  const [hasViewed, setHasViewed] = useState(false);
  const clock = useRef<{ ms: number; since: number | null }>({ ms: 0, since: null });
  const all = urls.every((url) => painted.includes(url));
  /** Time for which all of them have been visible. */
  const lookMs = useCallback((): number => {
    const { ms, since } = clock.current;
    return since === null ? ms : ms + performance.now() - since;
  }, []);
  useEffect(() => {
    if (!all) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The time of a hidden page does not count.
    const count = (): void => {
      clearTimeout(timer);
      const ms = lookMs();
      const isVisible = document.visibilityState === "visible";
      clock.current = { ms, since: isVisible ? performance.now() : null };
      if (isVisible) timer = setTimeout(() => setHasViewed(true), minMs - ms);
    };
    count();
    document.addEventListener("visibilitychange", count);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", count);
      clock.current = { ms: 0, since: null };
      setHasViewed(false);
    };
  }, [all, minMs, lookMs]);
  const waitsInVain = urls.some((url) => failed.includes(url) && !painted.includes(url));
  const retryLoad = useCallback((): void => {
    setFailed([]);
    setTurn((previous) => previous + 1);
  }, []);
  // Pictures that failed while offline reload once the network is back.
  useEffect(() => {
    if (!waitsInVain) return;
    addEventListener("online", retryLoad);
    return () => removeEventListener("online", retryLoad);
  }, [waitsInVain, retryLoad]);
  const seen: Seen = all ? (hasViewed ? "seen" : "painted") : waitsInVain ? "failed" : "coming";
  return {
    seen,
    /** Wraps an action so that it does nothing before the pictures were seen. */
    onceSeen: (act: () => void) => (): void => {
      if (seen === "seen") act();
    },
    /** Props for the element with the picture of this address. */
    watching: (url: string): Pick<ComponentProps<"img">, "src" | "onLoad" | "onError"> => {
      const onError = (): void => setFailed((previous) => [...previous, url]);
      const paint = (): void =>
        setPainted((previous) => (previous.includes(url) ? previous : [...previous, url]));
      return {
        src: url,
        onLoad: ({ currentTarget }) => void drawn(currentTarget).then(paint, onError),
        onError,
      };
    },
    ...{ turn, retryLoad, lookMs },
  };
}

/** Resolves once the browser has painted the picture, which takes two frames after decoding. */
async function drawn(image: HTMLImageElement): Promise<void> {
  await image.decode();
  await frame();
  await frame();
}

const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
