/** One tap is one act: while it is under way a second tap does nothing; its refusal is kept to be shown. */
import type { Problem } from "@gradphoto/domain/client";
import { useRef, useState } from "react";

export interface Act {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** `work` answers the problem that stopped it, or null. */
  readonly run: (work: () => Promise<Problem | null>) => Promise<void>;
  readonly dismiss: () => void;
}

export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const under = useRef(false);
  const run: Act["run"] = async (work) => {
    if (under.current) return;
    under.current = true;
    setBusy(true);
    setProblem(null);
    try {
      setProblem(await work());
    } finally {
      under.current = false;
      setBusy(false);
    }
  };
  return { busy, problem, run, dismiss: () => setProblem(null) };
}
