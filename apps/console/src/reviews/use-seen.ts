/** Nothing is decided unseen: whether all pictures in front are painted, and long enough to have been looked at. */
import { useCallback, useEffect, useState } from "react";

/** `painted`: they are there, and nobody can have looked at them yet. */
export type Seen = "coming" | "failed" | "painted" | "seen";

export interface SeenPictures {
  readonly seen: Seen;
  /** The act, which does nothing before. */
  readonly onceSeen: (act: () => void) => () => void;
  /** Told by each picture, by its address. */
  readonly painted: (url: string) => void;
  readonly failed: (url: string) => void;
  /** Counts up with each wish to load again what failed. */
  readonly turn: number;
  readonly loadAgain: () => void;
}

/** Nobody judges a photo in less. */
const leastLookMs = 300;

/** `urls`: of the pictures that are there at all. */
export function useSeen(urls: readonly string[]): SeenPictures {
  const [painted, setPainted] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState<readonly string[]>([]);
  const [turn, setTurn] = useState(0);
  const [looked, setLooked] = useState(false);
  const all = urls.every((url) => painted.includes(url));
  useEffect(() => {
    if (!all) return;
    const timer = setTimeout(() => setLooked(true), leastLookMs);
    return () => {
      clearTimeout(timer);
      setLooked(false);
    };
  }, [all]);
  const waitsInVain = urls.some((url) => failed.includes(url) && !painted.includes(url));
  const loadAgain = useCallback((): void => {
    setFailed([]);
    setTurn((before) => before + 1);
  }, []);
  // What failed without a network comes with it.
  useEffect(() => {
    if (!waitsInVain) return;
    addEventListener("online", loadAgain);
    return () => removeEventListener("online", loadAgain);
  }, [waitsInVain, loadAgain]);
  const seen: Seen = all ? (looked ? "seen" : "painted") : waitsInVain ? "failed" : "coming";
  return {
    seen,
    onceSeen: (act) => () => {
      if (seen === "seen") act();
    },
    painted: (url) => setPainted((before) => (before.includes(url) ? before : [...before, url])),
    failed: (url) => setFailed((before) => [...before, url]),
    turn,
    loadAgain,
  };
}

/** Resolves once the browser has drawn the picture, which takes it two frames after decoding. */
export async function drawn(image: HTMLImageElement): Promise<void> {
  await image.decode();
  await frame();
  await frame();
}

const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
