/** The reviewer's own decisions taken back, by row and by key: each of them puts its submission in front again. */
import type { Problem } from "@gradphoto/domain/client";
import { useRef, useState } from "react";
import type { Made } from "./made.ts";
import { notDecided, readOrder } from "./own-order.ts";
import type { Review } from "./review.ts";
import { latestDecided, takeBack } from "./take-back.ts";
import type { TakenBack } from "./taken-back.ts";
import { createUndos } from "./undos.ts";
import { lateDecision } from "./unsaved.ts";

/** What became of undoing, and whose decision it was. */
export type Undone =
  | { readonly at: "back" | "unsaved"; readonly nameMasked: string }
  | { readonly at: "too-late" }
  /** No decision stands. */
  | { readonly at: "none" }
  /** As the hand's `trouble` tells. */
  | { readonly at: "refused" };

interface Heard {
  readonly staffId: string;
  readonly cameBack: (review: Review) => void;
  readonly refused: (problem: Problem) => void;
}

export function useTakingBack({ staffId, cameBack, refused }: Heard) {
  const [undos] = useState(() => createUndos<Undone>(takeBack));
  const latest = useRef<Promise<Undone> | null>(null);
  const refuse = (problem: Problem): Undone => {
    refused(problem);
    return { at: "refused" };
  };
  const end = (taken: TakenBack): Undone => {
    if (taken.at === "too-late") return taken;
    if (taken.at !== "back") return refuse(taken.problem);
    const { attempt, student } = taken.review;
    notDecided(staffId, attempt.attemptId);
    cameBack(taken.review);
    return { at: "back", nameMasked: student.nameMasked };
  };
  const undo = (collectionId: string): Promise<Undone> => undos.undo(collectionId, end);
  const takeLatestBack = async (): Promise<Undone> => {
    const unfinished = undos.unfinished();
    if (unfinished !== null) return undo(unfinished);
    // As it is now: what is decided while an answer is awaited is not what was meant.
    const order = readOrder(staffId);
    const [last] = order;
    if (last !== undefined) {
      const late = await lateDecision(last.attemptId);
      if (late) return { at: "unsaved", nameMasked: late.nameMasked };
      // It was refused, and that is told.
      if (!readOrder(staffId).some(({ attemptId }) => attemptId === last.attemptId)) return { at: "refused" };
    }
    const decided = await latestDecided(order);
    if (!decided.ok) return refuse(decided.problem);
    if (decided.value === null) return { at: "none" };
    return decided.value.undoUntil === null ? { at: "too-late" } : undo(decided.value.collectionId);
  };
  const undoLatest = (): Promise<Undone> => {
    latest.current ??= takeLatestBack().finally(() => {
      latest.current = null;
    });
    return latest.current;
  };
  const decided = (collectionId: string, made: Made): void => {
    // A photo that was given back is no decision.
    if (made.decision === "release") undos.forget(collectionId);
    else undos.forgetAll();
  };
  return { undo, undoLatest, decided };
}
