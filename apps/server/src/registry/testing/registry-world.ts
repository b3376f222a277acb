/** Test environment with approved photos, the sandbox's registry, and an operator. */
import { inspectUpload } from "@gradphoto/engine/decoder";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach } from "vitest";
import { z } from "zod";
import {
  openAttemptWorld,
  photoOf,
  type Verdicts,
} from "../../collections/testing/attempt-world.ts";
import { sealReading } from "../../core/collection/person.ts";
import { createConfiguration } from "../../core/configuration/read-configuration.ts";
import { codeReadings, collections } from "../../infra/db/schema/index.ts";
import { createLocalDisk } from "../../infra/object-store/local-disk.ts";
import { readChecked, sha256Of } from "../../infra/object-store/read-checked.ts";
import { createHttpRegistry } from "../../infra/registry/http-registry.ts";
import { staffCall } from "../../testing/calls.ts";
import { workOff } from "../../testing/jobs.ts";
import { openTestDatabase, startSandbox, temporaryFolder } from "../../testing/resources.ts";
import type { RegistryDeps } from "../deps.ts";
import { registryJobs } from "../jobs.ts";
import { queueUploads } from "../queue-uploads.ts";
import { registryHandlers } from "../routes.ts";

export const minute = 60_000;

const chsiStudent = z.object({ id: z.string() });
const issuedCode = z.object({ codeId: z.string(), text: z.string() });

/**
 * Opens the environment. Call it at the top of a test file. Before each test nothing is approved or batched; after it
 * the registry's faults are reset.
 */
export async function openRegistryWorld() {
  const database = await openTestDatabase();
  const { db, pool } = database;
  const sandbox = await startSandbox();
  const world = openAttemptWorld(db);
  await world.addSchool();
  const { id: projectId } = await world.addProject();
  /** Replacement bytes of an attempt's photo; null makes it unreadable. */
  const photos = new Map<string, Uint8Array | null>();
  /** Collections whose payment was refunded. */
  const refundedIds: string[] = [];
  const deps: RegistryDeps = {
    ...world.deps,
    registry: createHttpRegistry({
      baseUrl: sandbox.url,
      key: sandbox.settings.registry.key,
      timeoutMs: 8000,
    }),
    readPhoto: async (attemptId) => {
      const photo = photos.get(attemptId);
      if (photo === null) throw new Error("the disk is away");
      const get = async () => photo ?? photoOf(attemptId);
      return readChecked({ get }, { key: attemptId, sha256: sha256Of(photoOf(attemptId)) });
    },
    configuration: createConfiguration({ "decision-hold": 5 }),
    refundFee: async (_tx, collectionId) => void refundedIds.push(collectionId),
  };
  /** The student who proves codes, known to the issuer and the registry. */
  const { id: studentId } = chsiStudent.parse(
    await sandbox.control("POST", "/chsi/students", {
      name: "测试甲",
      studentNumber: "2023000001",
    }),
  );

  /** Replaces the collection's code by one that the registry knows. */
  async function enrol(collectionId: string): Promise<void> {
    const { codeId, text } = issuedCode.parse(
      await sandbox.control("POST", "/chsi/codes", { studentId }),
    );
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
    await pool.query(
      "update collections set state = 'completed' where state in ('approved', 'uploading')",
    );
    await pool.query("delete from registry_items");
    await pool.query("delete from registry_batches");
  });
  afterEach(async () => {
    await sandbox.control("POST", "/registry/delay", { decideAfterSeconds: 0 });
    photos.clear();
  });

  return {
    ...database,
    sandbox,
    world,
    projectId,
    photos,
    refundedIds,
    studentId,
    addApproved,
    deps,
    objects,
    handlers: registryHandlers({ ...world.deps, inspect, objects }),
    operator: staffCall(await world.addStaff("operator"), "operator"),
    queueUploads: () => queueUploads(deps),
    /** Tries each waiting batch once and returns the number sent. */
    sendBatches: () => workOff(db, "send-batch", jobs["send-batch"]),
    /** Queries each waiting batch once and returns the number settled. */
    queryBatches: () => workOff(db, "query-batch", jobs["query-batch"]),
    /** Adds a photo that was approved long enough ago to be uploaded. */
    addUploadable: async (verdicts: Verdicts = {}) => {
      const made = await addApproved(verdicts);
      world.passTime(5 * minute + 1000);
      return made;
    },
    stateOf: async (id: string) =>
      (await db.select().from(collections).where(eq(collections.id, id)))[0]?.state,
  };
}
