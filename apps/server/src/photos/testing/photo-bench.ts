/** Common environment of photo tests: a project, a student, the handlers, and a worker with the real engine. */
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { PhotoSource } from "@gradphoto/domain";
import { lookAt } from "@gradphoto/engine/decoder";
import { sharedEngine, standardizeCached } from "@gradphoto/engine/testing";
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { attempts, collections } from "../../infra/db/schema/index.ts";
import { bossOn } from "../../infra/jobs/enqueue.ts";
import { createJobTable } from "../../infra/jobs/job-table.ts";
import { createLog } from "../../infra/log.ts";
import { createMetrics } from "../../infra/metrics/metrics.ts";
import { createLocalDisk } from "../../infra/object-store/local-disk.ts";
import { runWorker } from "../../programs/worker.ts";
import { accepted } from "../../testing/calls.ts";
import { workOff } from "../../testing/jobs.ts";
import { openTestDatabase, temporaryFolder } from "../../testing/resources.ts";
import { photoHandlers } from "../routes.ts";
import { type StandardizeDeps, standardizeWork } from "../standardize-work.ts";
import { openPhotoWorld, portrait, type StudentAtWork } from "./photo-world.ts";

/** Opens the environment. Call it at the top of a test file. */
export async function openPhotoBench() {
  const { db, pool, owner } = await openTestDatabase();
  const folder = temporaryFolder("photos");
  const objects = createLocalDisk(folder);
  const world = openPhotoWorld(db, objects);
  const { photoDeps } = world;
  const handlers = photoHandlers(photoDeps);
  await world.addSchool();
  const project = await world.addProject();

  const { codec } = await sharedEngine();
  const working: StandardizeDeps["engine"] = {
    standardize: (bytes, spec, call) => standardizeCached(bytes, spec, call?.seenBefore),
    lookAt: (bytes) => lookAt(bytes, codec),
  };
  const broken = () => Promise.reject(new Error("the engine broke"));
  const breaking: StandardizeDeps["engine"] = { standardize: broken, lookAt: broken };

  /** Picture of an empty wall, without a person. */
  const [width, height] = [900, 1200];
  const wall = { width, height, data: new Uint8Array(width * height * 3).fill(0xb0) };
  const blank = await photoDeps.codec.encodeJpeg(wall, { quality: 90, chroma: "4:4:4" });

  /** Runs jobs until `done` resolves to true. */
  async function work(done: () => Promise<boolean>, by = working): Promise<void> {
    const log = createLog({ stream: { write: () => {} } });
    const works = { "standardize-photo": standardizeWork({ ...photoDeps, engine: by }) };
    const stop = await runWorker({
      db,
      notifications: photoDeps.notifications,
      works,
      concurrency: 2,
      log,
      metrics: createMetrics(),
    });
    try {
      await expect.poll(done, { timeout: 60_000, interval: 50 }).toBe(true);
    } finally {
      await stop();
    }
  }

  const rowOf = async (id: string) =>
    (await db.select().from(attempts).where(eq(attempts.id, id)))[0];
  const originals = join(folder, "originals");
  return {
    db,
    pool,
    owner,
    boss: bossOn(pool),
    jobTable: createJobTable(db),
    objects,
    world,
    photoDeps,
    handlers,
    project,
    blank,
    working,
    breaking,
    work,
    /** Processes every waiting photo once. Suits tests of results, not of scheduling. */
    workOff: (by = working) =>
      workOff(db, "standardize-photo", standardizeWork({ ...photoDeps, engine: by })),
    addStudent: () => world.addStudent(project),
    upload: (
      by: StudentAtWork,
      picture: Uint8Array = portrait,
      {
        idempotencyKey = randomUUID(),
        source = "camera",
      }: { idempotencyKey?: string; source?: PhotoSource } = {},
    ) =>
      handlers.uploadAttempt(
        {
          params: { collectionId: by.collectionId },
          query: { source },
          receivePicture: async () => picture,
          idempotencyKey,
        },
        by.call,
      ),
    read: async (by: StudentAtWork, attemptId: string) =>
      accepted(
        await handlers.readAttempt(
          { params: { collectionId: by.collectionId, attemptId } },
          by.call,
        ),
      ),
    stateOf: async (id: string) =>
      (await db.select().from(collections).where(eq(collections.id, id)))[0]?.state,
    rowOf,
    finished: (id: string) => async () => (await rowOf(id))?.state !== "processing",
    storedOriginals: (): number => (existsSync(originals) ? readdirSync(originals).length : 0),
    look: ({ url }: { readonly url: string }, by: StudentAtWork["call"]) =>
      handlers.readPicture({ params: { token: url.split("/").at(-1) ?? "" } }, by),
  };
}
