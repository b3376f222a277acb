/** How much waits for review, by project and school, asked again now and then, and of what one reviews. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useAnswer } from "../lib/use-answer.ts";

export type Queue = RouteAnswer<"readReviewQueue">;

/** Of one project, or of all of one school; of all where neither is there. */
export interface Chosen {
  readonly projectId?: string | undefined;
  readonly schoolCode?: string | undefined;
}

export const isAll = ({ projectId, schoolCode }: Chosen): boolean =>
  projectId === undefined && schoolCode === undefined;

const everyMs = 30_000;

/**
 * `begun`: the hand has been filled: before, what it is about to take would be counted as waiting, and the line is the
 * pictures'.
 */
export const useQueue = (begun: boolean): Queue | null =>
  useAnswer("readReviewQueue", begun ? {} : null, { everyMs }).value ?? null;

type Counts = Pick<Queue, "waiting" | "dueToday" | "overdue">;

/** How much of it waits. */
export function countsOf(queue: Queue, { projectId, schoolCode }: Chosen): Counts {
  if (isAll({ projectId, schoolCode })) return queue;
  const among = queue.projects.filter((one) =>
    projectId === undefined ? one.schoolCode === schoolCode : one.projectId === projectId,
  );
  const sum = (of: (one: Counts) => number): number => among.reduce((all, one) => all + of(one), 0);
  return {
    waiting: sum(({ waiting }) => waiting),
    dueToday: sum(({ dueToday }) => dueToday),
    overdue: sum(({ overdue }) => overdue),
  };
}

/** Of the schools of which something waits, by the day it is due. */
export function schoolsOf(queue: Queue): readonly { readonly schoolCode: string; readonly schoolName: string }[] {
  const schools = new Map(queue.projects.map(({ schoolCode, schoolName }) => [schoolCode, schoolName]));
  return [...schools].map(([schoolCode, schoolName]) => ({ schoolCode, schoolName }));
}

export interface ProjectChoiceProps {
  readonly queue: Queue;
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
}
