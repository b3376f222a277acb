/** How long it still is until a moment, counted down. */
import { useEffect, useState } from "react";

const tickMs = 1000;

export function useTimeLeft(until: string): string {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return minutesAndSeconds(Date.parse(until) - now);
}

export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
