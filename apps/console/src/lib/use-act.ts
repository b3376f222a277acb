/** One click is one act: while it is under way a second click does nothing; its refusal is kept to be shown. */
import type { Answer, JsonRouteName, Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useRef, useState } from "react";
import { call, type Input } from "./client.ts";
import { useInvalidate } from "./use-answer.ts";

export interface Act {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Resolves to the answer's value, or to null when the act was refused or one is still under way. */
  readonly run: <Name extends JsonRouteName>(name: Name, input: Input<Name>) => Promise<RouteAnswer<Name> | null>;
}

export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const under = useRef(false);
  const invalidate = useInvalidate();
  return {
    busy,
    problem,
    run: async <Name extends JsonRouteName>(name: Name, input: Input<Name>) => {
      if (under.current) return null;
      under.current = true;
      setBusy(true);
      setProblem(null);
      try {
        const answer: Answer<Name> = await call(name, input);
        if (answer.ok) {
          // What was done may have waited for somebody.
          invalidate("readWaiting");
          return answer.value;
        }
        setProblem(answer.problem);
        return null;
      } finally {
        under.current = false;
        setBusy(false);
      }
    },
  };
}
