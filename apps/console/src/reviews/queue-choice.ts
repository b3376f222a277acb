/** Number of photos that wait for review, by project and school. */
import type { TaskQueue } from "@gradphoto/domain";
import type { Queue, QueueFilter } from "./use-tasks.ts";

export const isAll = ({ projectId, schoolCode }: QueueFilter): boolean =>
  projectId === undefined && schoolCode === undefined;

type Counts = Pick<Queue, "waiting" | "dueToday" | "overdue">;

/** Number of waiting photos for this choice. */
export function countsOf(queue: Queue, { projectId, schoolCode }: QueueFilter): Counts {
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

/** Most missed clauses of the project of a task. */
export const mostMissedOf = (
  queue: Queue | null,
  projectId: string,
): Queue["projects"][number]["mostMissed"] =>
  queue?.projects.find((one) => one.projectId === projectId)?.mostMissed ?? [];

/** The chosen queue, and its project or school. */
export interface QueueChoice {
  readonly name: TaskQueue;
  readonly chosen: QueueFilter;
  readonly choose: (chosen: QueueFilter) => void;
  readonly flipAppeals: () => void;
}
