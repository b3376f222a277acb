/** Approved photos, the registry they are delivered to in the sandbox, and an operator who looks on, for tests. */

import { inspectUpload } from "@gradphoto/engine/decoder";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach } from "vitest";
import { z } from "zod";
import { openAttemptWorld, photoOf, type Verdicts } from "../../collections/testing/attempt-world.ts";
import { staffCall } from "../../collections/testing/staff-call.ts";
import { sealReading } from "../../core/collection/reading.ts";
import type { OpenDatabase } from "../../infra/db/database.ts";
import { codeReadings, collections } from "../../infra/db/schema/index.ts";
import { createLocalDisk } from "../../infra/object-store/local-disk.ts";
import { readChecked, sha256Of } from "../../infra/object-store/read-checked.ts";
import { createHttpRegistry } from "../../infra/registry/http-registry.ts";
import { configured } from "../../testing/configured.ts";
import type { Sandbox } from "../../testing/start-sandbox.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { workOff } from "../../testing/work-off.ts";
import type { RegistryDeps } from "../deps.ts";
import { registryJobs } from "../jobs.ts";
import { queueUploads } from "../queue-uploads.ts";
import { registryHandlers } from "../routes.ts";

export const minute = 60_000;

const chsiStudent = z.object({ id: z.string() });
const issuedCode = z.object({ codeId: z.string(), text: z.string() });

/** Call it at the top of a test file: before each test nothing is approved or in a batch, after it the registry has no fault. */
export async function openRegistryWorld({ db, pool }: OpenDatabase, sandbox: Sandbox) {
  const world = openAttemptWorld(db);
  await world.addSchool();
  const { id: projectId } = await world.addProject();
  /** What is read in place of an attempt's photo; null cannot be read. */
  const photos = new Map<string, Uint8Array | null>();
  /** Collections whose payment went back. */
  const gaveBack: string[] = [];
  const deps: RegistryDeps = {
    ...world.deps,
    registry: createHttpRegistry({ baseUrl: sandbox.url, key: sandbox.settings.registry.key, timeoutMs: 8000 }),
    readPhoto: async (attemptId) => {
      const photo = photos.get(attemptId);
      if (photo === null) throw new Error("the disk is away");
      const get = async () => photo ?? photoOf(attemptId);
      return readChecked({ get }, { key: attemptId, sha256: sha256Of(photoOf(attemptId)) });
    },
    configuration: configured({ "decision-hold": 5 }),
    giveBack: async (_tx, collectionId) => void gaveBack.push(collectionId),
  };
  /** Whoever proves a code in this world, as the issuer and the registry know them. */
  const { id: studentId } = chsiStudent.parse(
    await sandbox.control("POST", "/chsi/students", { name: "测试甲", studentNumber: "2023000001" }),
  );

  /** The collection's code is one that the registry knows. */
  async function enrol(collectionId: string): Promise<void> {
    const { codeId, text } = issuedCode.parse(await sandbox.control("POST", "/chsi/codes", { studentId }));
    const [row] = await db.select().from(collections).where(eq(collections.id, collectionId));
    const personId = row?.personId ?? "";
    const code = sealReading({ text, codeId, lastFourHash: "" }, personId, world.deps.sealer);
    await db.update(codeReadings).set({ code }).where(eq(codeReadings.id, personId));
  }

  async function addApproved(verdicts: Verdicts = {}) {
    const made = await world.addApproved(projectId, verdicts);
    await enrol(made.collectionId);
    return made;
  }

  const inspect = async (picture: Uint8Array) => inspectUpload(picture, { heic: false });
  const jobs = registryJobs(deps);
  const objects = createLocalDisk(temporaryFolder("registry"));

  beforeEach(async () => {
    await pool.query("delete from pgboss.job");
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
    gaveBack,
    studentId,
    addApproved,
    deps,
    objects,
    handlers: registryHandlers({ ...world.deps, inspect, objects }),
    operator: staffCall(await world.addStaff("operator"), "operator"),
    queue: () => queueUploads(deps),
    /** How many batches were sent; each that waits is tried once. */
    send: () => workOff(db, "send-batch", jobs["send-batch"]),
    /** How many batches were settled; each that waits is asked about once. */
    ask: () => workOff(db, "ask-batch", jobs["ask-batch"]),
    /** So long ago that it may be uploaded. */
    approved: async (verdicts: Verdicts = {}) => {
      const made = await addApproved(verdicts);
      world.passTime(5 * minute + 1000);
      return made;
    },
    stateOf: async (id: string) => (await db.select().from(collections).where(eq(collections.id, id)))[0]?.state,
  };
}
