/** A school with three reviewers, a senior one, and submissions for them, for tests. */

import type { Verdict } from "@gradphoto/domain";
import { beforeEach } from "vitest";
import { openAttemptWorld } from "../../collections/testing/attempt-world.ts";
import { staffCall } from "../../collections/testing/staff-call.ts";
import { studentCall } from "../../collections/testing/student-world.ts";
import { appendAudit } from "../../core/audit/append-audit.ts";
import type { Call } from "../../core/call.ts";
import type { InForce } from "../../core/configuration/read-configuration.ts";
import { inTransaction, type OpenDatabase } from "../../infra/db/database.ts";
import { accepted } from "../../testing/accepted.ts";
import { configured } from "../../testing/configured.ts";
import { workOff } from "../../testing/work-off.ts";
import { reviewHandlers } from "../routes.ts";
import type { SampleKind } from "../sampling.ts";
import { reviewJobs } from "../tell-rejection.ts";

export const params = (collectionId: string) => ({ params: { collectionId } });

/** Call it at the top of a test file: before each test nobody has anything in hand and nothing waits. */
export async function openReviewWorld({ db, pool }: OpenDatabase) {
  const world = openAttemptWorld(db);
  const signPictures = async (attemptId: string) => ({ originalUrl: `o:${attemptId}`, photoUrl: `p:${attemptId}` });
  // Nothing serves to test reviewing unless a test puts its kind in here.
  const sampled = new Set<SampleKind>();
  const deps = { ...world.deps, signPictures, sample: (_inForce: InForce, kind: SampleKind) => sampled.has(kind) };
  const lookAt = (attemptId: string, { caller: { role, staffId } }: Call): Promise<void> => {
    const look = { actor: `${role}:${staffId}`, action: "look-at-picture", subject: `attempt:${attemptId}` } as const;
    const details = { picture: "photo", purpose: "review" };
    return inTransaction(db, (tx) => appendAudit(tx, world.deps.clock, { ...look, details }));
  };
  /** Handlers of somebody who opens every photo that they take, as the desk does. */
  const looking = (unseen: ReturnType<typeof reviewHandlers>): ReturnType<typeof reviewHandlers> => ({
    ...unseen,
    takeNextReviews: async (input, call) => {
      const taken = accepted(await unseen.takeNextReviews(input, call));
      for (const { attempt } of taken.reviews) await lookAt(attempt.attemptId, call);
      return taken;
    },
    takeSecondLook: async (input, call) => {
      const taken = accepted(await unseen.takeSecondLook(input, call));
      if (taken.look) await lookAt(taken.look.review.attempt.attemptId, call);
      return taken;
    },
  });
  const unseen = reviewHandlers({ ...deps, configuration: configured({ "decision-hold": 0 }) });
  const handlers = looking(unseen);
  const jobs = reviewJobs(deps);
  await world.addSchool();
  const { id: projectId } = await world.addProject();
  const addReviewer = async (): Promise<Call> => staffCall(await world.addStaff("reviewer"), "reviewer");
  const one = await addReviewer();

  beforeEach(async () => {
    sampled.clear();
    await pool.query("delete from honeypots");
    await pool.query("delete from reviews");
    await pool.query("delete from review_leases");
    await pool.query("update collections set state = 'completed', handed_to = null where state = 'in_review'");
  });

  return {
    world,
    projectId,
    handlers,
    /** Of somebody who opens no photo by themselves. */
    unseen,
    lookAt,
    /** As in production: a rejection waits for five minutes. */
    holding: looking(reviewHandlers({ ...deps, configuration: configured({ "decision-hold": 5 }) })),
    tellRejections: () => workOff(db, "tell-rejection", jobs["tell-rejection"]),
    sampled,
    one,
    two: await addReviewer(),
    three: await addReviewer(),
    senior: staffCall(await world.addStaff("senior-reviewer"), "senior-reviewer"),
    take: async (by: Call, count = 1) => accepted(await handlers.takeNextReviews({ body: { count } }, by)).reviews,
    submitted: async (verdicts: Readonly<Record<string, Verdict>> = {}) => {
      const { accountId, collectionId } = await world.addPaid(projectId);
      const attemptId = await world.addMade(collectionId, verdicts);
      const input = { ...params(collectionId), body: { attemptId } };
      const answer = accepted(await handlers.submitAttempt(input, studentCall(accountId)));
      return { accountId, collectionId, attemptId, answer };
    },
    reject: (collectionId: string, by = one) =>
      handlers.rejectReview(
        { ...params(collectionId), body: { reasons: ["glasses", "background"], words: "看不清" } },
        by,
      ),
  };
}
