import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { countDead } from "../testing/jobs.ts";
import { countRetryable } from "./list-attempts.ts";
import { retryFailedAttempt } from "./retry-failed.ts";
import { openPhotoBench } from "./testing/photo-bench.ts";

const photoWorld = await openPhotoBench();
const {
  db,
  pool,
  photoDeps,
  jobTable,
  handlers,
  blank,
  breaking,
  workOff,
  addStudent,
  upload,
  stateOf,
  rowOf,
} = photoWorld;
const operatorId = await openAttemptWorld(db).addStaff("operator");
const operator = staffCall(operatorId, "operator");

/** Creates a student whose photo failed in processing on every try. */
async function failed(picture = blank) {
  const uploader = await addStudent();
  const { attemptId } = accepted(await upload(uploader, picture));
  await pool.query("update pgboss.job set retry_limit = 0 where data ->> 'attemptId' = $1", [
    attemptId,
  ]);
  await workOff(breaking);
  expect((await rowOf(attemptId))?.state).toBe("failed");
  return { uploader, attemptId };
}

const retry = (attemptId: string) => retryFailedAttempt(photoDeps, attemptId, operator);
const retryBatch = async (limit: number, after?: string) =>
  accepted(
    await handlers.retryFailedAttempts(
      { body: { limit, ...(after !== undefined && { after }) } },
      operator,
    ),
  );
const movesOf = async (collectionId: string) =>
  (
    await pool.query(
      "select move, actor_role, actor_id from collection_history where collection_id = $1 order by id",
      [collectionId],
    )
  ).rows;

test("an operator retries a photo whose processing failed; its job is no longer dead", async () => {
  const { uploader, attemptId } = await failed();
  const previous = await countDead(jobTable);
  expect(await retry(attemptId)).toBe(true);
  expect(await countDead(jobTable)).toBe(previous - 1);
  expect(await stateOf(uploader.collectionId)).toBe("processing");
  await workOff();
  expect((await rowOf(attemptId))?.state).toBe("refused");
  expect(await stateOf(uploader.collectionId)).toBe("paid");
  const moves = await movesOf(uploader.collectionId);
  expect(moves.slice(-3)).toMatchObject([
    { move: "failed", actor_role: "system" },
    { move: "make-again", actor_role: "operator", actor_id: operatorId },
    { move: "refused", actor_role: "system" },
  ]);
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
});

test("two parallel retries run once, and a retry of a finished photo changes nothing", async () => {
  const { uploader, attemptId } = await failed();
  const answers = await Promise.all([retry(attemptId), retry(attemptId)]);
  expect(answers.sort()).toEqual([false, true]);
  const { rows } = await pool.query(
    "select 1 from pgboss.job where name = 'standardize-photo' and data ->> 'attemptId' = $1",
    [attemptId],
  );
  expect(rows).toHaveLength(1);
  await workOff();
  const done = await rowOf(attemptId);
  expect(await retry(attemptId)).toBe(false);
  expect(await rowOf(attemptId)).toEqual(done);
  expect(
    (await movesOf(uploader.collectionId)).filter(({ move }) => move === "make-again"),
  ).toHaveLength(1);
});

test("a photo that fails again is failed, not refused, and can be retried again", async () => {
  const { uploader, attemptId } = await failed();
  expect(await retry(attemptId)).toBe(true);
  await pool.query("update pgboss.job set retry_limit = 0 where data ->> 'attemptId' = $1", [
    attemptId,
  ]);
  await workOff(breaking);
  expect((await rowOf(attemptId))?.state).toBe("failed");
  expect(await stateOf(uploader.collectionId)).toBe("paid");
  expect(await retry(attemptId)).toBe(true);
  await workOff();
});

test("does not retry after a newer upload, a closed collection, a deletion or a withdrawn consent", async () => {
  const superseded = await failed();
  accepted(await upload(superseded.uploader, blank));
  expect(await retry(superseded.attemptId)).toBe(false);
  await workOff();
  expect(await retry(superseded.attemptId)).toBe(false);

  const closed = await failed();
  await pool.query("update collections set state = 'closed' where id = $1", [
    closed.uploader.collectionId,
  ]);
  expect(await retry(closed.attemptId)).toBe(false);

  const deleted = await failed();
  await pool.query("update attempts set pictures_deleted_at = now() where id = $1", [
    deleted.attemptId,
  ]);
  expect(await retry(deleted.attemptId)).toBe(false);

  const withdrawn = await failed();
  await pool.query(
    "update consents set withdrawn_at = granted_at where account_id = (select account_id from collections where id = $1)",
    [withdrawn.uploader.collectionId],
  );
  expect(await retry(withdrawn.attemptId)).toBe(false);

  expect(await retry(randomUUID())).toBe(false);
  // Nothing is left for an operator to do, so no warning appears.
  expect(await countRetryable(db)).toBe(0);
  for (const { attemptId } of [superseded, closed, deleted, withdrawn])
    expect((await rowOf(attemptId))?.state).toBe("failed");
});

test("retries all retryable photos in one batch, and skips the others", async () => {
  const some = [await failed(), await failed(), await failed()];
  expect(await countRetryable(db)).toBe(3);
  expect(await retryBatch(100)).toEqual({ retried: 3, left: 0, next: null });
  await workOff();
  for (const { attemptId } of some) expect((await rowOf(attemptId))?.state).toBe("refused");
  expect(await retryBatch(100)).toEqual({ retried: 0, left: 0, next: null });
});

test("retries each photo once across several batches, even if photos fail again meanwhile", async () => {
  for (let count = 0; count < 3; count++) await failed();
  const first = await retryBatch(2);
  expect(first).toEqual({ retried: 2, left: 1, next: expect.any(String) });
  await pool.query("update pgboss.job set retry_limit = 0 where state = 'created'");
  await workOff(breaking);
  expect(await countRetryable(db)).toBe(3);
  expect(await retryBatch(2, first.next ?? "")).toEqual({ retried: 1, left: 0, next: null });
  await workOff();
  expect(await retryBatch(100)).toEqual({ retried: 2, left: 0, next: null });
  await workOff();
  expect(await countRetryable(db)).toBe(0);
});
