/** The student's earlier photos, fetched when they are asked for: each look is recorded. */
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { call } from "../lib/client.ts";
import type { Review } from "./review.ts";

export type EarlierPhoto = RouteAnswer<"readEarlierPhoto">;

export interface Earlier {
  /** Stands beside the new one; null: none does. */
  readonly shown: EarlierPhoto | null;
  readonly problem: Problem | null;
  /** Puts that one beside it, or takes it away. */
  readonly look: (attemptId: string) => void;
  /** The latest of them, or none again. */
  readonly flip: () => void;
}

export function useEarlier({ collectionId, earlierAttempts }: Review): Earlier {
  const [known, setKnown] = useState<readonly EarlierPhoto[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look: Earlier["look"] = (attemptId) => {
    setProblem(null);
    if (chosen === attemptId) return setChosen(null);
    setChosen(attemptId);
    if (known.some((one) => one.attemptId === attemptId)) return;
    void call("readEarlierPhoto", { params: { collectionId, attemptId } }).then((answer) => {
      if (answer.ok) setKnown((before) => [...before, answer.value]);
      else setProblem(answer.problem);
    });
  };
  return {
    shown: known.find(({ attemptId }) => attemptId === chosen) ?? null,
    problem,
    look,
    flip: () => {
      const latest = earlierAttempts.at(-1);
      if (chosen !== null) setChosen(null);
      else if (latest) look(latest.attemptId);
    },
  };
}
