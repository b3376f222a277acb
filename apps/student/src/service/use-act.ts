/** Runs one act per tap: a second tap meanwhile does nothing; its refusal is stored for display. */
import type { Problem } from "@gradphoto/domain/client";
import { useRef, useState } from "react";

export interface Act {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** `work` resolves to the problem that stopped it, or null. */
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
