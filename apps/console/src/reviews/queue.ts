/** How much waits for review, by project, asked again now and then. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useAnswer } from "../lib/use-answer.ts";

export type Queue = RouteAnswer<"readReviewQueue">;

const everyMs = 30_000;

/**
 * `begun`: the hand has been filled: before, what it is about to take would be counted as waiting, and the line is the
 * pictures'.
 */
export const useQueue = (begun: boolean): Queue | null =>
  useAnswer("readReviewQueue", begun ? {} : null, { everyMs }).value ?? null;

export interface ProjectChoiceProps {
  readonly queue: Queue;
  /** null: all of them. */
  readonly projectId: string | null;
  readonly choose: (projectId: string | null) => void;
}
