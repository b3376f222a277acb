/** A reviewer at the desk, who takes submissions, opens their photos and decides. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { ReviewReasonCode, TaskQueue } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import type { ParsedInput } from "@gradphoto/domain/routes";
import { type PersonClient, take } from "./client.ts";
import { waitUntil } from "./wait-until.ts";

export type Task = RouteAnswer<"takeTasks">["tasks"][number];
export type Decision = ParsedInput<"decide">["body"]["decision"];

/** Opens the photo. The service accepts an approval only from a reviewer who has done so. */
export async function openPhoto(
  reviewer: PersonClient,
  { pictures }: Pick<Task, "pictures">,
): Promise<void> {
  const { status } = await reviewer.open(pictures.photoUrl ?? "");
  assert.equal(status, 200, "the photo does not open");
}

/** Returns the reviewer's tasks, filled up to the number of a desk, with each photo opened. */
export async function takeTasks(
  reviewer: PersonClient,
  queue: TaskQueue = "desk",
): Promise<readonly Task[]> {
  const { tasks } = await take(reviewer.call("takeTasks", { body: { queue, count: 4 } }));
  for (const task of tasks) await openPhoto(reviewer, task);
  return tasks;
}

/** Builds the request of a desk. */
export const sentDecision = (
  { taskId, attempt }: Task,
  decision: Decision,
  decisionId: string = randomUUID(),
) => ({
  params: { decisionId },
  body: {
    taskId,
    attemptId: attempt.attemptId,
    decision,
    madeAt: new Date().toISOString(),
    lookMs: 1500,
  },
});

export const decide = (reviewer: PersonClient, task: Task, decision: Decision) =>
  take(reviewer.call("decide", sentDecision(task, decision)));

/** Decides on a submission, and takes it first if necessary. */
export async function decideOn(reviewer: PersonClient, collectionId: string, decision: Decision) {
  const task = await waitUntil(
    "the submission in hand",
    async () =>
      (await takeTasks(reviewer)).find((one) => one.collectionId === collectionId) ?? null,
    (match) => match !== null,
  );
  assert.ok(task);
  return decide(reviewer, task, decision);
}

export const approve = (reviewer: PersonClient, collectionId: string) =>
  decideOn(reviewer, collectionId, { outcome: "approve" });

export const reject = (
  reviewer: PersonClient,
  collectionId: string,
  reasons: readonly ReviewReasonCode[],
  words?: string,
) =>
  decideOn(reviewer, collectionId, {
    outcome: "reject",
    reasons: [...reasons],
    ...(words !== undefined && { words }),
  });
