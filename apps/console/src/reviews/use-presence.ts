/** Whether the reviewer is still there: what an idle or hidden page holds, others could review. */
import { useEffect, useRef, useState } from "react";
import { untouchedMs } from "../lib/touched.ts";

const leaveMs = 120_000;
const lookEveryMs = 5000;

/** `left`: called once nobody has touched the page for two minutes, as nobody can while it is hidden; `back` begins anew. */
export function usePresence(left: () => void): { readonly isAway: boolean; readonly back: () => void } {
  const [isAway, setAway] = useState(false);
  const latest = useRef(left);
  latest.current = left;
  useEffect(() => {
    if (isAway) return;
    const timer = setInterval(() => {
      if (untouchedMs() < leaveMs) return;
      setAway(true);
      latest.current();
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [isAway]);
  return { isAway, back: () => setAway(false) };
}
