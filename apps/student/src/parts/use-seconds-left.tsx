/** Countdown in seconds, and the text until it ends. */
import { useEffect, useState } from "react";

/** Whole seconds until `untilMs`, 0 once it has passed. */
export function useSecondsLeft(untilMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
  const running = left > 0;
  useEffect(() => {
    if (!running && untilMs <= Date.now()) return;
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running, untilMs]);
  return left;
}

/** 75 → "1:15". */
export const minutesAndSeconds = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
