import { randomUUID } from "node:crypto";
import { TooCostlyError } from "@gradphoto/engine/node";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { enqueue, reenqueue } from "../infra/jobs/enqueue.ts";
import { jobs } from "../infra/jobs/jobs.ts";
import { ObjectStoreError } from "../infra/object-store/object-store.ts";
import { accepted } from "../testing/calls.ts";
import { countDead, dueIn, workOff } from "../testing/jobs.ts";
import { countRetryable } from "./list-attempts.ts";
import { type StandardizeDeps, standardizeWork, unfinishedPhotos } from "./standardize-work.ts";
import { openPhotoBench } from "./testing/photo-bench.ts";
import { portrait } from "./testing/photo-world.ts";

const photoWorld = await openPhotoBench();
const {
  db,
  pool,
  boss,
  objects,
  world,
  photoDeps,
  jobTable,
  blank,
  working,
  breaking,
  work,
  addStudent,
  upload,
  read,
  stateOf,
  rowOf,
  finished,
} = photoWorld;

const requeueLostPhotos = async () =>
  jobTable.requeue(await unfinishedPhotos(db, world.deps.clock()));

describe("a queued photo", () => {
  test("reports its queue position and waiting time, and neither once it is processed", async () => {
    const [first, second] = [await addStudent(), await addStudent()];
    const firstUpload = accepted(await upload(first, blank));
    const secondUpload = accepted(await upload(second, blank));
    expect(secondUpload.waiting?.aheadCount).toBe((firstUpload.waiting?.aheadCount ?? 0) + 1);
    await work(finished(secondUpload.attemptId));
    expect(accepted(await read(second, secondUpload.attemptId)).waiting).toBeNull();
    const thirdUpload = accepted(await upload(first, blank));
    expect(thirdUpload.waiting).toEqual({ aheadCount: 0, aboutS: expect.any(Number) });
    await work(finished(thirdUpload.attemptId));
  });
});

describe("the job of a photo", () => {
  test.each([
    [
      "once it is silent",
      "heartbeat_on = now() - interval '8 seconds'",
      () => jobTable.giveBackLost(),
    ],
    ["after its expiry", "started_on = now() - interval '61 seconds'", () => boss.supervise()],
  ])(
    "is retried %s when its worker was killed, and runs once more",
    async (_when, setClause, find) => {
      const uploader = await addStudent();
      const { attemptId } = accepted(await upload(uploader, blank));
      // Other jobs of this file may be waiting; they are fetched and abandoned as well.
      await boss.fetch("standardize-photo", { batchSize: 1000 });
      await pool.query(`update pgboss.job set ${setClause} where state = 'active'`);
      await pool.query("update pgboss.queue set monitor_on = null, monitor_claim_on = null");
      await find();
      await pool.query("update pgboss.job set start_after = now() where state = 'retry'");
      await work(finished(attemptId));
      expect((await rowOf(attemptId))?.state).toBe("refused");
      const moves = await pool.query(
        "select move from collection_history where collection_id = $1 order by id",
        [uploader.collectionId],
      );
      expect(moves.rows.map(({ move }) => move)).toEqual(["start", "pay", "upload", "refused"]);
    },
  );

  test("does nothing when it is repeated for a finished attempt", async () => {
    const uploader = await addStudent();
    const { attemptId } = accepted(await upload(uploader, blank));
    await work(finished(attemptId));
    const previous = await rowOf(attemptId);
    await db.transaction((tx) => reenqueue(tx, "standardize-photo", { attemptId }));
    await work(async () => {
      const { rows } = await pool.query(
        "select 1 from pgboss.job where name = 'standardize-photo' and state < 'completed'",
      );
      return rows.length === 0;
    }, breaking);
    expect(await rowOf(attemptId)).toEqual(previous);
  });

  test("is retried once when a photo exceeds its time limit, and then refuses the photo with findings", async () => {
    const uploader = await addStudent();
    const { attemptId } = accepted(await upload(uploader));
    const query: unknown[] = [];
    const costly: StandardizeDeps["engine"] = {
      lookAt: () => Promise.reject(new TooCostlyError("10 s")),
      standardize: (_bytes, spec, options) => {
        query.push(options?.isTooCostly);
        return working.standardize(Buffer.from("no photo"), spec);
      },
    };
    const { run } = standardizeWork({ ...photoDeps, engine: costly });
    await expect(run({ attemptId })).rejects.toThrow(TooCostlyError);
    expect((await rowOf(attemptId))?.state).toBe("processing");
    await run({ attemptId });
    expect([(await rowOf(attemptId))?.state, query]).toEqual(["refused", [true]]);
  });

  test("fails its attempt after the last try; the photo is stored, and the student can upload again", async () => {
    const uploader = await addStudent();
    const { attemptId } = accepted(await upload(uploader));
    await pool.query("update pgboss.job set retry_limit = 0 where data ->> 'attemptId' = $1", [
      attemptId,
    ]);
    await work(finished(attemptId), breaking);
    const failed = await read(uploader, attemptId);
    expect(failed).toMatchObject({ state: "failed", verdict: null, findings: [], result: null });
    expect(await objects.get((await rowOf(attemptId))?.originalKey ?? "")).toEqual(portrait);
    expect(await stateOf(uploader.collectionId)).toBe("paid");
    expect(await countDead(jobTable)).toBe(1);
    expect(await countRetryable(db)).toBe(1);
    const repeated = accepted(await upload(uploader));
    expect(repeated.number).toBe(2);
    await work(finished(repeated.attemptId));
    expect(await countRetryable(db)).toBe(0);
  });

  test("waits while the object store is unavailable, without using up its tries", async () => {
    const uploader = await addStudent();
    const { attemptId } = accepted(await upload(uploader));
    const unavailable = () => Promise.reject(new ObjectStoreError("away"));
    const withoutStore = standardizeWork({
      ...photoDeps,
      engine: working,
      objects: { ...objects, get: unavailable },
    });
    for (let tried = 0; tried < jobs["standardize-photo"].retryLimit + 2; tried++) {
      expect(await workOff(db, "standardize-photo", withoutStore)).toBe(0);
    }
    expect((await rowOf(attemptId))?.state).toBe("processing");
    expect(await dueIn(db, "standardize-photo", { attemptId })).toBeLessThanOrEqual(5);
    expect(
      await workOff(db, "standardize-photo", standardizeWork({ ...photoDeps, engine: working })),
    ).toBe(1);
    expect((await rowOf(attemptId))?.state).toBe("made");
  });

  test("is queued again when it vanished while its attempt waits, and not while it still exists", async () => {
    const uploader = await addStudent();
    const { attemptId } = accepted(await upload(uploader, blank));
    world.passTime(600_001);
    expect(await requeueLostPhotos()).toBe(0);
    await pool.query("delete from pgboss.job where data ->> 'attemptId' = $1", [attemptId]);
    expect(await requeueLostPhotos()).toBe(1);
    await work(finished(attemptId));
    expect((await rowOf(attemptId))?.state).toBe("refused");
  });

  test("is queued again when it vanished, even behind a hundred attempts that still wait", async () => {
    const uploads = [];
    for (let count = 0; count < 101; count++)
      uploads.push(accepted(await upload(await addStudent(), blank)).attemptId);
    world.passTime(600_001);
    await pool.query("delete from pgboss.job where data ->> 'attemptId' = $1", [uploads.at(-1)]);
    expect(await requeueLostPhotos()).toBe(1);
    await pool.query("delete from pgboss.job where data ->> 'attemptId' = any($1)", [uploads]);
    await pool.query(
      "update attempts set state = 'failed', finished_at = created_at where id = any($1)",
      [uploads],
    );
  });

  test("exists only if its transaction is committed", async () => {
    const attemptId = randomUUID();
    const undone = db.transaction(async (tx) => {
      await enqueue(tx, "standardize-photo", { attemptId });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    const { rows } = await db.execute(
      sql`select 1 from pgboss.job where data ->> 'attemptId' = ${attemptId}`,
    );
    expect(rows).toEqual([]);
  });
});
