/** Registry jobs: put approved photos into batches, send the batches, and query their results. */
import { and, asc, eq } from "drizzle-orm";
import { openReading, openStudent } from "../core/collection/person.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import {
  attempts,
  codeReadings,
  collections,
  persons,
  registryBatches,
  registryItems,
} from "../infra/db/schema/index.ts";
import { enqueue } from "../infra/jobs/enqueue.ts";
import type { JobWorks } from "../infra/jobs/run-jobs.ts";
import { ObjectChangedError } from "../infra/object-store/object-store.ts";
import type { RegistryPhoto } from "../infra/registry/registry.ts";
import { type BatchRow, beginTry, noteFault } from "./begin-try.ts";
import type { RegistryDeps } from "./deps.ts";
import { queryBatch } from "./query-batch.ts";
import { queueUploads } from "./queue-uploads.ts";

const retryAfterS = 60;

/** Sends one batch. Throws when the registry did not accept it, so that the job is retried. */
async function sendBatch(deps: RegistryDeps, batchId: string): Promise<undefined> {
  const { db, clock } = deps;
  const batch = await beginTry(db, batchId, "queued");
  if (!batch) return;
  const answer = await receiptOf(deps, batch);
  if ("fault" in answer) return noteFault(db, batch, answer.fault);
  await inTransaction(db, async (tx) => {
    const sent = await tx
      .update(registryBatches)
      .set({ state: "sent", receipt: answer.receipt, sentAt: clock(), tries: 0, lastFault: null })
      .where(and(eq(registryBatches.id, batch.id), eq(registryBatches.state, "queued")))
      .returning({ id: registryBatches.id });
    if (sent.length > 0) await enqueue(tx, "query-batch", { batchId });
  });
}

type Answer = { readonly receipt: string } | { readonly fault: string };

async function receiptOf(deps: RegistryDeps, { id, tries }: BatchRow): Promise<Answer> {
  const { registry } = deps;
  if (tries > 1) {
    const answer = await registry.queryBatch(id);
    if (!("fault" in answer) || answer.fault !== "unknown-batch") return answer;
  }
  const { photos, bad } = await readPhotos(deps, id);
  const [first] = bad;
  if (first && photos.length === 0) return { fault: first.fault };
  for (const one of bad) await partFrom(deps, one);
  return registry.uploadBatch(id, photos);
}

interface BadPhoto {
  readonly itemId: string;
  readonly fault: string;
}

/** Moves an unreadable photo to a batch of its own, where operators see its fault, so that it does not block others. */
const partFrom = ({ db, clock, ids }: RegistryDeps, { itemId, fault }: BadPhoto): Promise<void> =>
  inTransaction(db, async (tx) => {
    const id = ids();
    await tx
      .insert(registryBatches)
      .values({ id, state: "queued", lastFault: fault, createdAt: clock() });
    await enqueue(tx, "send-batch", { batchId: id }, { afterS: retryAfterS });
    await tx.update(registryItems).set({ batchId: id }).where(eq(registryItems.id, itemId));
  });

async function readPhotos(
  { db, readPhoto, sealer }: RegistryDeps,
  batchId: string,
): Promise<{ readonly photos: readonly RegistryPhoto[]; readonly bad: readonly BadPhoto[] }> {
  const items = await db
    .select({
      item: registryItems,
      photoSha256: attempts.photoSha256,
      person: persons,
      code: codeReadings.code,
    })
    .from(registryItems)
    .innerJoin(attempts, eq(attempts.id, registryItems.attemptId))
    .innerJoin(collections, eq(collections.id, registryItems.collectionId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    // A person proven by a reading has the reading's id.
    .innerJoin(codeReadings, eq(codeReadings.id, persons.id))
    .where(eq(registryItems.batchId, batchId))
    .orderBy(asc(registryItems.id));
  const photos: RegistryPhoto[] = [];
  const bad: BadPhoto[] = [];
  for (const { item, photoSha256, person, code } of items) {
    const photo = await readPhoto(item.attemptId).catch((error: unknown) =>
      // The photo differs from what the reviewer saw, so it must not be delivered.
      error instanceof ObjectChangedError ? "photo-changed" : "photo-unreadable",
    );
    if (typeof photo === "string")
      bad.push({ itemId: item.id, fault: `${photo}:${item.attemptId}` });
    else if (photoSha256 !== null) {
      const { codeId } = openReading(code, person.id, sealer);
      const { name, studentNumber } = openStudent(person, sealer);
      photos.push({
        itemId: item.id,
        codeId,
        schoolCode: person.schoolCode,
        name,
        studentNumber,
        photo,
        photoSha256,
      });
    }
  }
  return { photos, bad };
}

export type RegistryJobs = Pick<JobWorks, "queue-uploads" | "send-batch" | "query-batch">;

export const registryJobs = (deps: RegistryDeps): RegistryJobs => ({
  "queue-uploads": () => queueUploads(deps),
  "send-batch": { run: ({ batchId }) => sendBatch(deps, batchId) },
  "query-batch": { run: ({ batchId }) => queryBatch(deps, batchId) },
});

/** Finds unfinished batches, each of which must have a job. */
export async function unfinishedBatches(db: Database) {
  const inState = (state: "queued" | "sent") =>
    db
      .select({ batchId: registryBatches.id })
      .from(registryBatches)
      .where(eq(registryBatches.state, state));
  return { "send-batch": await inState("queued"), "query-batch": await inState("sent") };
}
