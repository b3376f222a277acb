/** Runs one request per click: a second click while it is under way does nothing. A refusal is stored for display. */
import type { Answer, JsonRouteName, Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useRef, useState } from "react";
import { call, type Input } from "./client.ts";
import { useInvalidate } from "./use-answer.ts";

export interface Act {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Resolves to the answer's value, or to null when the request was refused or another is still under way. */
  readonly run: <Name extends JsonRouteName>(
    name: Name,
    input: Input<Name>,
  ) => Promise<RouteAnswer<Name> | null>;
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
          // The action may have settled something that waits for somebody.
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
