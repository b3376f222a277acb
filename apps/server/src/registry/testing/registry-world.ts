/** Approved photos, the registry they are delivered to in the sandbox, and an operator who looks on, for tests. */
import { eq } from "drizzle-orm";
import { afterEach, beforeEach } from "vitest";
import { openAttemptWorld, photoOf, type Verdicts } from "../../collections/testing/attempt-world.ts";
import { staffCall } from "../../collections/testing/staff-call.ts";
import type { OpenDatabase } from "../../infra/db/database.ts";
import { collections } from "../../infra/db/schema/index.ts";
import { createHttpRegistry } from "../../infra/registry/http-registry.ts";
import type { Sandbox } from "../../testing/start-sandbox.ts";
import { askResults } from "../ask-results.ts";
import type { RegistryDeps } from "../deps.ts";
import { queueUploads } from "../queue-uploads.ts";
import { registryHandlers } from "../routes.ts";
import { sendBatches } from "../send-batches.ts";

export const minute = 60_000;

/** Call it at the top of a test file: before each test nothing is approved or in a batch, after it the registry has no fault. */
export async function openRegistryWorld({ db, pool }: OpenDatabase, sandbox: Sandbox) {
  const world = openAttemptWorld(db);
  await world.addSchool();
  const { id: projectId } = await world.addProject();
  /** What is read in place of an attempt's photo; null cannot be read. */
  const photos = new Map<string, Uint8Array | null>();
  const deps: RegistryDeps = {
    ...world.deps,
    registry: createHttpRegistry({ baseUrl: sandbox.url, key: sandbox.settings.registry.key, timeoutMs: 8000 }),
    readPhoto: async (attemptId) => {
      const photo = photos.get(attemptId);
      if (photo === null) throw new Error("the disk is away");
      return photo ?? photoOf(attemptId);
    },
    uploadAfterMs: 5 * minute,
  };

  beforeEach(async () => {
    await pool.query("update collections set state = 'completed' where state in ('approved', 'uploading')");
    await pool.query("delete from registry_items");
    await pool.query("delete from registry_batches");
  });
  afterEach(async () => {
    await sandbox.control("DELETE", "/faults");
    await sandbox.control("POST", "/registry/delay", { decideAfterSeconds: 0 });
    photos.clear();
  });

  return {
    world,
    projectId,
    photos,
    deps,
    handlers: registryHandlers(db),
    operator: staffCall(await world.addStaff("operator"), "operator"),
    queue: () => queueUploads(deps),
    send: () => sendBatches(deps),
    ask: () => askResults(deps),
    /** So long ago that it may be uploaded. */
    approved: async (verdicts: Verdicts = {}) => {
      const made = await world.addApproved(projectId, verdicts);
      world.passTime(5 * minute + 1000);
      return made;
    },
    stateOf: async (id: string) => (await db.select().from(collections).where(eq(collections.id, id)))[0]?.state,
  };
}
