/** Tasks that a reviewer has in hand: taken, renewed, refilled, their pictures prefetched, and released when idle. */
import type { TaskQueue } from "@gradphoto/domain";
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "../lib/client.ts";
import { sinceInputMs } from "../lib/is-idle.ts";
import { useStaff } from "../lib/staff.ts";
import {
  isDecision,
  isUnsent,
  type Outcome,
  type QueuedDecision,
  submit,
  useDecisionResult,
} from "./decision-queue.ts";
import { fetchPictures } from "./pictures.ts";
import { noReasons, writeDraft } from "./reasons-draft.ts";

export type Task = RouteAnswer<"takeTasks">["tasks"][number];
export type Queue = RouteAnswer<"takeTasks">["queue"];

/** One project, or all of one school; everything where neither is set. */
export interface QueueFilter {
  readonly projectId?: string | undefined;
  readonly schoolCode?: string | undefined;
}

/** Leases last five minutes; an empty queue is polled more often. */
const renewEveryMs = 60_000;
const lookEveryMs = 10_000;
/** An idle page releases its tasks for other reviewers. */
const idleMs = 120_000;
const lookForIdleMs = 5000;

export type Tasks = ReturnType<typeof useTasks>;

export interface TaskDecision {
  readonly task: Task;
  readonly decision: Outcome;
  readonly lookMs: number;
}

/** `count` 0: nothing is taken yet; `inFront`: how many are viewed together. */
export function useTasks(
  queueName: TaskQueue,
  count: number,
  { projectId, schoolCode }: QueueFilter,
  inFront = 1,
) {
  const { staffId } = useStaff();
  const client = useQueryClient();
  const [tasks, setTasks] = useState<readonly Task[]>([]);
  /** null until the first answer. */
  const [queue, setQueue] = useState<Queue | null>(null);
  /** The first pictures are loaded or have failed; until then they have the network for themselves. */
  const [hasPictures, setHasPictures] = useState(false);
  /** False while an answer is awaited that may bring more tasks. */
  const [isFilled, setIsFilled] = useState(false);
  const [timed, setTimed] = useState<
    readonly { readonly decisionId: string; readonly at: number }[]
  >([]);
  /** Why no tasks could be taken. */
  const [problem, setProblem] = useState<Problem | null>(null);
  /** The page was idle for two minutes: all tasks were released, and none is taken until `back`. */
  const [isAway, setIsAway] = useState(false);
  const [hasReleased, setHasReleased] = useState(false);
  // Settled since the current request was sent: its answer may still list them as in hand.
  const justSettled = useRef(new Set<string>());
  // Undone by their reviewer, in any project: the current choice does not remove them.
  const undone = useRef(new Set<string>());
  const taking = useRef(false);
  const isStale = useRef(false);
  const isOpen = useRef(true);
  const latest = useRef({ tasks, count });
  latest.current = { tasks, count };

  const take = useCallback(async (): Promise<unknown> => {
    isStale.current = taking.current;
    if (taking.current || !isOpen.current || latest.current.count === 0) return;
    taking.current = true;
    await releasing;
    justSettled.current.clear();
    const answer = await call("takeTasks", {
      body: {
        ...{ queue: queueName, count: latest.current.count, except: [...undone.current] },
        ...(projectId !== undefined && { projectId }),
        ...(schoolCode !== undefined && { schoolCode }),
      },
    });
    taking.current = false;
    const wasStale = isStale.current;
    if (!isOpen.current) return answer.ok ? closeDesk(staffId, answer.value.tasks) : undefined;
    if (wasStale) void take();
    if (!answer.ok) return setProblem(answer.problem);
    const isDone = ({ taskId }: Task): boolean =>
      justSettled.current.has(taskId) || isUnsent(client, taskId);
    const taken = answer.value.tasks.filter((task) => !isDone(task));
    const isTaken = (id: string): boolean => taken.some(({ taskId }) => taskId === id);
    // An answer to an older request does not include tasks undone since.
    if (!wasStale) for (const id of undone.current) if (!isTaken(id)) undone.current.delete(id);
    setProblem(null);
    setQueue(answer.value.queue);
    if (!wasStale) setIsFilled(answer.value.tasks.length === taken.length);
    setTasks((previous) => {
      // Present tasks keep their signed addresses, and so the loaded pictures.
      const renewed = previous.filter(
        ({ taskId }) => isTaken(taskId) || undone.current.has(taskId),
      );
      return [
        ...renewed,
        ...taken.filter(({ taskId }) => !previous.some((one) => one.taskId === taskId)),
      ];
    });
  }, [client, staffId, queueName, projectId, schoolCode]);

  useDecisionResult((queued, refused) => {
    if (queued.staffId !== staffId) return;
    if (refused === null) justSettled.current.add(queued.taskId);
    else
      setTimed((previous) => previous.filter(({ decisionId }) => decisionId !== queued.decisionId));
    void take();
  });

  useEffect(() => {
    void fetchPictures(tasks, inFront).then(() => {
      if (tasks.length > 0) setHasPictures(true);
    });
  }, [tasks, inFront]);

  useEffect(() => {
    if (isAway) return;
    isOpen.current = true;
    const close = openDesk(staffId);
    const timer = setInterval(() => {
      if (sinceInputMs() < idleMs) return;
      setIsAway(true);
      undone.current.clear();
    }, lookForIdleMs);
    return () => {
      clearInterval(timer);
      isOpen.current = false;
      const { tasks: left } = latest.current;
      setTasks([]);
      close();
      void closeDesk(staffId, left).then((hasClosed) =>
        setHasReleased(hasClosed && left.length > 0),
      );
    };
  }, [staffId, isAway]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `count` is a trigger that the effect does not read
  useEffect(() => {
    if (!isAway) void take();
  }, [take, isAway, count]);

  const everyMs = tasks.length === 0 ? lookEveryMs : renewEveryMs;
  useEffect(() => {
    if (isAway) return;
    const ask = (): void => void take();
    const timer = setInterval(ask, everyMs);
    addEventListener("online", ask);
    return () => {
      clearInterval(timer);
      removeEventListener("online", ask);
    };
  }, [take, everyMs, isAway]);

  const decide = (decided: readonly TaskDecision[]): void => {
    const open = decided.filter(({ task }) => !isUnsent(client, task.taskId));
    const ids = new Set(open.map(({ task }) => task.taskId));
    setIsFilled(false);
    setTasks((previous) => previous.filter(({ taskId }) => !ids.has(taskId)));
    const queued = open.map((one, index) => queuedDecision(staffId, one, Date.now() + index));
    const at = performance.now();
    setTimed((previous) => [
      ...previous,
      ...queued.filter(isDecision).map(({ decisionId }) => ({ decisionId, at })),
    ]);
    for (const one of queued) {
      undone.current.delete(one.taskId);
      writeDraft(staffId, one.taskId, noReasons);
      submit(client, one);
    }
  };
  /** Adds a task whose decision was undone at the front. */
  const putInFront = (task: Task, decisionId: string): void => {
    undone.current.add(task.taskId);
    isStale.current = taking.current;
    setIsAway(false);
    setTimed((previous) => previous.filter((one) => one.decisionId !== decisionId));
    setTasks((previous) => [task, ...previous.filter(({ taskId }) => taskId !== task.taskId)]);
  };
  /** Times of the decisions made on this page, ms, oldest first. */
  const decidedAt: readonly number[] = timed.map(({ at }) => at);
  const back = (): void => setIsAway(false);
  return {
    tasks,
    queue,
    hasPictures,
    isFilled,
    decidedAt,
    problem,
    decide,
    putInFront,
    isAway,
    hasReleased,
    back,
  };
}

const queuedDecision = (
  staffId: string,
  { task, decision, lookMs }: TaskDecision,
  at: number,
): QueuedDecision => ({
  ...{
    staffId,
    decisionId: crypto.randomUUID(),
    taskId: task.taskId,
    attemptId: task.attempt.attemptId,
  },
  ...{
    nameMasked: task.student.nameMasked,
    decision,
    madeAt: new Date(at).toISOString(),
    lookMs: Math.round(lookMs),
  },
});

const deskOf = (staffId: string): string => `gradphoto-console-desk-${staffId}`;

/** Resolves once the previous desk of this page is closed. */
let closing: Promise<unknown> = Promise.resolve();

/**
 * Several tabs of one account show the same tasks: each holds a shared lock while its desk is open. Returns a function
 * that releases it.
 */
function openDesk(staffId: string): () => void {
  let close: () => void = () => undefined;
  const closed = new Promise<void>((done) => {
    close = done;
  });
  const held = navigator.locks.request(deskOf(staffId), { mode: "shared" }, () => closed);
  return () => {
    closing = held;
    close();
  };
}

/** Taking waits for it: a late release would remove tasks from the new hand. */
let releasing: Promise<unknown> = Promise.resolve();

/** Releases the tasks unless another tab still displays them. Returns whether it did. */
function closeDesk(staffId: string, tasks: readonly Task[]): Promise<boolean> {
  const release = async (lock: Lock | null): Promise<boolean> => {
    if (lock === null) return false;
    await Promise.all(
      tasks.map(({ taskId }) =>
        call("releaseTask", { params: { taskId }, body: { leftTo: "anyone" } }),
      ),
    );
    return true;
  };
  const exclusive = { mode: "exclusive", ifAvailable: true } as const;
  const closed = closing.then(() => navigator.locks.request(deskOf(staffId), exclusive, release));
  releasing = closed;
  return closed;
}
