/** Test environment with a school, three reviewers, a senior reviewer, and submissions. */
import { randomUUID } from "node:crypto";
import type { ReviewReasonCode, TaskQueue, Verdict } from "@gradphoto/domain";
import type { ParsedInput } from "@gradphoto/domain/routes";
import { beforeEach } from "vitest";
import { collectionHandlers } from "../../collections/routes.ts";
import { openAttemptWorld } from "../../collections/testing/attempt-world.ts";
import { appendAudit } from "../../core/audit/audit-chain.ts";
import { type Call, type Handlers, isRefusal, staffOf } from "../../core/call.ts";
import { createConfiguration, type InForce } from "../../core/configuration/read-configuration.ts";
import { inTransaction } from "../../infra/db/database.ts";
import { accepted, staffCall, studentCall } from "../../testing/calls.ts";
import { workOff } from "../../testing/jobs.ts";
import { openTestDatabase } from "../../testing/resources.ts";
import { reviewJobs } from "../held-rejections.ts";
import { reviewHandlers } from "../routes.ts";
import type { SampleKind } from "../sampler.ts";

interface Row {
  readonly id: string;
  readonly attempt_id: string;
  readonly decision_id: string | null;
}

export interface ShowTask {
  readonly taskId: string;
  readonly attempt: { readonly attemptId: string };
}

export const params = (collectionId: string) => ({ params: { collectionId } });

type ReviewHandlers = Pick<
  Handlers,
  keyof ReturnType<typeof reviewHandlers> | keyof ReturnType<typeof collectionHandlers>
>;
type Decision = ParsedInput<"decide">["body"]["decision"];
type Reject = Omit<Extract<Decision, { readonly outcome: "reject" }>, "outcome">;

const usualReasons: Reject = {
  reasons: ["glasses", "background"] satisfies ReviewReasonCode[],
  words: "看不清",
};

/** Opens the environment. Call it at the top of a test file. Before each test it clears leases and queues. */
export async function openReviewWorld() {
  const database = await openTestDatabase();
  const { db, pool } = database;
  const world = openAttemptWorld(db);
  const signPictures = async (attemptId: string) => ({
    originalUrl: `o:${attemptId}`,
    photoUrl: `p:${attemptId}`,
  });
  // Sampling is off unless a test adds the kind to this set.
  const sampled = new Set<SampleKind>();
  const deps = {
    ...world.deps,
    signPictures,
    sample: (_inForce: InForce, kind: SampleKind) => sampled.has(kind),
  };
  const lookAt = (attemptId: string, { caller: { role, staffId } }: Call): Promise<void> => {
    const [actor, subject] = [`${role}:${staffId}`, `attempt:${attemptId}`];
    const details = { picture: "photo", purpose: "review" };
    return inTransaction(db, (tx) =>
      appendAudit(tx, world.deps.clock, actor, "look-at-picture", subject, details),
    );
  };
  /** Wraps handlers so that they open every leased photo, as the console does. */
  const looking = (unseen: ReviewHandlers): ReviewHandlers => ({
    ...unseen,
    takeTasks: async (input, call) => {
      const answer = await unseen.takeTasks(input, call);
      if (!isRefusal(answer))
        for (const { attempt } of answer.tasks) await lookAt(attempt.attemptId, call);
      return answer;
    },
  });
  const holdingFor = (minutes: number): ReviewHandlers => ({
    ...collectionHandlers(deps),
    ...reviewHandlers({
      ...deps,
      configuration: createConfiguration({ "decision-hold": minutes }),
    }),
  });
  const unseen = holdingFor(0);
  const handlers = looking(unseen);
  const jobs = reviewJobs(deps);
  await world.addSchool();
  const { id: projectId } = await world.addProject();
  const addReviewer = async (): Promise<Call> =>
    staffCall(await world.addStaff("reviewer"), "reviewer");
  const reviewer = await addReviewer();

  beforeEach(async () => {
    sampled.clear();
    await pool.query("delete from honeypots");
    await pool.query("delete from review_tasks");
    await pool.query(
      "update collections set state = 'completed', handed_to = null where state = 'in_review'",
    );
  });

  /**
   * Finds the reviewer's open task of the collection, otherwise their latest one, otherwise another reviewer's task.
   */
  const taskOf = async (collectionId: string, by: Call, decided = false): Promise<Row> => {
    const { rows } = await pool.query<Row>(
      `select id, attempt_id, decision_id from review_tasks where collection_id = $1 and kind <> 'second-look'
        order by reviewer_id = $2 desc, (decision is not null) = $3 desc, created_at desc, at desc limit 1`,
      [collectionId, staffOf(by), decided],
    );
    return rows[0] ?? { id: randomUUID(), attempt_id: randomUUID(), decision_id: randomUUID() };
  };
  const stateOf = async (collectionId: string): Promise<string> => {
    const { rows } = await pool.query<{ readonly state: string }>(
      "select state from collections where id = $1",
      [collectionId],
    );
    return rows[0]?.state ?? "";
  };
  const now = (): string => world.deps.clock().toISOString();

  /** Actions of reviewers. `decide`, its shortcuts and `undo` return the resulting state of the collection. */
  const acts = (on: ReviewHandlers) => {
    const decideTask = (
      task: ShowTask,
      by: Call,
      decision: Decision,
      decisionId: string = randomUUID(),
    ) => {
      const { taskId, attempt } = task;
      const body = { taskId, attemptId: attempt.attemptId, decision, madeAt: now(), lookMs: 1500 };
      return on.decide({ params: { decisionId }, body }, by);
    };
    const decide = async (
      collectionId: string,
      by: Call,
      decision: Decision,
      decisionId?: string,
    ) => {
      const { id: taskId, attempt_id: attemptId } = await taskOf(collectionId, by);
      const answer = await decideTask({ taskId, attempt: { attemptId } }, by, decision, decisionId);
      return isRefusal(answer) ? answer : { ...answer, state: await stateOf(collectionId) };
    };
    return {
      decide,
      decideTask,
      takeLook: async (by: Call) => {
        const body = { queue: "second-looks", count: 1 } as const;
        return accepted(await on.takeTasks({ body }, by)).tasks[0] ?? null;
      },
      approve: (collectionId: string, by: Call) => decide(collectionId, by, { outcome: "approve" }),
      reject: (collectionId: string, by: Call = reviewer, why: Reject = usualReasons) =>
        decide(collectionId, by, { outcome: "reject", ...why }),
      escalate: (collectionId: string, by: Call, words = "拿不准") =>
        decide(collectionId, by, { outcome: "escalate", words }),
      grant: (collectionId: string, by: Call, evidence: string) =>
        decide(collectionId, by, { outcome: "grant-exception", evidence }),
      undo: async (collectionId: string, by: Call) => {
        const { decision_id } = await taskOf(collectionId, by, true);
        const answer = await on.undoDecision(
          { params: { decisionId: decision_id ?? randomUUID() } },
          by,
        );
        return isRefusal(answer) ? answer : { ...answer.task, state: await stateOf(collectionId) };
      },
      read: async (collectionId: string, by: Call) =>
        on.readTask({ params: { taskId: (await taskOf(collectionId, by)).id } }, by),
      release: async (collectionId: string, by: Call, leftTo: "anyone" | "others") =>
        on.releaseTask(
          { params: { taskId: (await taskOf(collectionId, by)).id }, body: { leftTo } },
          by,
        ),
      take: async (by: Call, count = 1, queue: TaskQueue = "desk", chosen: object = {}) => {
        const { tasks } = accepted(await on.takeTasks({ body: { queue, count, ...chosen } }, by));
        const { rows } = await pool.query<{ readonly id: string; readonly collection_id: string }>(
          "select id, collection_id from review_tasks where id = any($1)",
          [tasks.map(({ taskId }) => taskId)],
        );
        return tasks.map((task) => ({
          ...task,
          collectionId: rows.find(({ id }) => id === task.taskId)?.collection_id ?? "",
        }));
      },
    };
  };
  const usual = acts(handlers);
  const handlersWithHold = looking(holdingFor(5));

  const addSubmission = async (verdicts: Readonly<Record<string, Verdict>> = {}) => {
    const { accountId, collectionId } = await world.addPaid(projectId);
    const attemptId = await world.addMade(collectionId, verdicts);
    const input = { ...params(collectionId), body: { attemptId } };
    const answer = accepted(await handlers.submitAttempt(input, studentCall(accountId)));
    return { accountId, collectionId, attemptId, answer };
  };

  return {
    ...database,
    world,
    projectId,
    handlers,
    /** Actions of a reviewer who opens no photo. */
    unseen,
    lookAt,
    handlersWithHold,
    acts,
    taskOf,
    ...usual,
    /** Rejections are held for five minutes, as in production. */
    withHold: acts(handlersWithHold),
    queueOf: async (by: Call) =>
      accepted(
        await unseen.takeTasks({ body: { queue: "desk", count: 1, projectId: randomUUID() } }, by),
      ).queue,
    releaseRejections: () => workOff(db, "notify-rejection", jobs["notify-rejection"]),
    sampled,
    reviewer,
    otherReviewer: await addReviewer(),
    thirdReviewer: await addReviewer(),
    senior: staffCall(await world.addStaff("senior-reviewer"), "senior-reviewer"),
    addSubmission,
    /** Adds a submission that the reviewer has leased. */
    addLeased: async (...by: Parameters<typeof usual.take>) => {
      const made = await addSubmission();
      await usual.take(...by);
      return made;
    },
  };
}
