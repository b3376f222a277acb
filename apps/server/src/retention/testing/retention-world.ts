/** Students whose photo is in the object store, and the retention jobs, for tests. */
import type { CollectionState } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { reportOf } from "../../collections/testing/attempt-world.ts";
import { daysFromStart, openStudentWorld } from "../../collections/testing/student-world.ts";
import { createConfiguration } from "../../core/configuration/read-configuration.ts";
import { inTransaction } from "../../infra/db/database.ts";
import { accounts, attempts, collections } from "../../infra/db/schema/index.ts";
import { createLocalDisk } from "../../infra/object-store/local-disk.ts";
import {
  deleteDueObjects,
  retainObject,
  storeObject,
} from "../../infra/object-store/stored-objects.ts";
import { endCollection, refundAtEnd } from "../../payments/end-collection.ts";
import { openTestDatabase, temporaryFolder } from "../../testing/resources.ts";
import { deleteEnded } from "../delete-ended.ts";
import type { LeavingDeps } from "../leave-collection.ts";
import type { FileDeps } from "../stored-photos.ts";

const nothing = () => Promise.reject(new Error("Nobody takes a copy along here"));

/** Dependencies for tests without data exports. */
export const withoutFiles: Pick<FileDeps, "codec" | "makeReceipt"> = {
  codec: { fit: nothing },
  makeReceipt: nothing,
};

/** Opens the environment. Call it at the top of a test file. */
export async function openRetentionWorld() {
  const database = await openTestDatabase();
  const { db, pool } = database;
  const world = openStudentWorld(db);
  const { clock, ids, warn } = world.deps;
  const objects = createLocalDisk(temporaryFolder("retention"));
  await world.addSchool();
  const { id: projectId } = await world.addProject();

  /** Creates a student with a phone number and a collection in progress. The photo's objects have `keys`. */
  async function addStudent() {
    const accountId = await world.addAccount();
    const phone = world.deps.sealer.seal("13800000000", {
      column: "accounts.phone",
      rowId: accountId,
    });
    await db
      .update(accounts)
      .set({ phone, phoneHash: world.deps.searchHash("phone", accountId) })
      .where(eq(accounts.id, accountId));
    return { accountId, ...(await addCollection(accountId)) };
  }

  async function addCollection(accountId: string) {
    const collectionId = await world.addStarted(accountId, projectId);
    const attemptId = ids();
    const store = (folder: string) =>
      storeObject({ db, clock, ids, objects }, folder, Buffer.from("a face"));
    const keys = [await store("originals"), await store("photos"), await store("shown")];
    const [originalKey = "", photoKey = "", displayKey = ""] = keys;
    const facts = {
      originalSha256: "1".repeat(64),
      originalBytes: 6,
      photoSha256: "2".repeat(64),
      photoBytes: 6,
    };
    const visible = { displayKey, displaySha256: "3".repeat(64), displayedAt: clock() };
    await inTransaction(db, async (tx) => {
      for (const key of keys) await retainObject(tx, key);
      await tx.insert(attempts).values({
        id: attemptId,
        collectionId,
        number: 1,
        state: "made",
        source: "camera",
        byRole: "student",
        originalKey,
        photoKey,
        ...facts,
        ...visible,
        report: reportOf({}),
        engineVersion: "1",
        createdAt: clock(),
        finishedAt: clock(),
        retainUntil: daysFromStart(400),
      });
    });
    return { collectionId, attemptId, keys };
  }

  /** Payments do not occur in these tests. */
  const payments = {
    ...world.deps,
    providerOf: () => {
      throw new Error("Nothing was to be paid");
    },
    configuration: createConfiguration({ "one-person-refund": 0, "one-person-refund-day": 0 }),
  };
  const leavingDeps: LeavingDeps = {
    ...world.deps,
    objects,
    leave: (leaving) => endCollection(payments, { ...leaving, move: "leave" }),
    refundOnLeaving: (leaving) => refundAtEnd(db, leaving),
    proofRefusal: async () => null,
  };

  const deleteFiles = () => deleteDueObjects({ db, clock, objects, warn });

  return {
    ...database,
    world,
    projectId,
    leavingDeps,
    addStudent,
    addCollection,
    deleteFiles,
    endRetention: async (): Promise<void> => {
      await deleteEnded(world.deps);
      await deleteFiles();
    },
    stored: (keys: readonly string[]) => Promise.all(keys.map((key) => objects.head(key))),
    /** Sets the state of a collection. `submittedAttemptId` is for a submitted collection. */
    setState: (collectionId: string, state: CollectionState, submittedAttemptId?: string) =>
      db
        .update(collections)
        .set(
          submittedAttemptId === undefined
            ? { state }
            : { state, submittedAttemptId, submittedAt: clock(), reviewDueAt: clock() },
        )
        .where(eq(collections.id, collectionId)),
    auditOf: async (subject: string) =>
      (
        await pool.query(
          "select action, details from audit_entries where subject = $1 order by place",
          [subject],
        )
      ).rows,
  };
}
