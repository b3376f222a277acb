/** Sends queued batches; one whose answer may have been lost is asked for first, so that nothing is uploaded twice. */
import { createHash } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import { inTransaction } from "../infra/db/database.ts";
import { attempts, registryBatches, registryItems } from "../infra/db/schema/index.ts";
import type { RegistryPhoto } from "../infra/registry/registry.ts";
import { type BatchRow, claimBatch, noteFault } from "./claim-batch.ts";
import type { RegistryDeps } from "./deps.ts";

const againAfterMs = 60_000;

/** How many were sent. */
export async function sendBatches(deps: RegistryDeps): Promise<number> {
  const { db, clock } = deps;
  for (let sent = 0; ; ) {
    const batch = await claimBatch(db, "queued", clock());
    if (!batch) return sent;
    const answer = await receiptOf(deps, batch);
    if ("fault" in answer) await noteFault(db, batch, answer.fault, clock());
    else {
      await db
        .update(registryBatches)
        .set({ state: "sent", receipt: answer.receipt, sentAt: clock(), tries: 0, lastFault: null, claimedUntil: null })
        .where(and(eq(registryBatches.id, batch.id), eq(registryBatches.state, "queued")));
      sent += 1;
    }
  }
}

type Answer = { readonly receipt: string } | { readonly fault: string };

async function receiptOf(deps: RegistryDeps, { id, tries }: BatchRow): Promise<Answer> {
  const { registry } = deps;
  if (tries > 1) {
    const known = await registry.askBatch(id);
    if (!("fault" in known) || known.fault !== "unknown-batch") return known;
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

/** It goes on alone, in a batch of its own where an operator sees its fault, and holds up no other. */
const partFrom = ({ db, clock, ids }: RegistryDeps, { itemId, fault }: BadPhoto): Promise<void> =>
  inTransaction(db, async (tx) => {
    const now = clock();
    const id = ids();
    const claimedUntil = new Date(now.getTime() + againAfterMs);
    await tx.insert(registryBatches).values({ id, state: "queued", lastFault: fault, claimedUntil, createdAt: now });
    await tx.update(registryItems).set({ batchId: id }).where(eq(registryItems.id, itemId));
  });

async function readPhotos(
  { db, readPhoto }: RegistryDeps,
  batchId: string,
): Promise<{ readonly photos: readonly RegistryPhoto[]; readonly bad: readonly BadPhoto[] }> {
  const items = await db
    .select({ item: registryItems, photoSha256: attempts.photoSha256 })
    .from(registryItems)
    .innerJoin(attempts, eq(attempts.id, registryItems.attemptId))
    .where(eq(registryItems.batchId, batchId))
    .orderBy(asc(registryItems.id));
  const photos: RegistryPhoto[] = [];
  const bad: BadPhoto[] = [];
  for (const { item, photoSha256 } of items) {
    const photo = await readPhoto(item.attemptId).catch(() => null);
    if (photo === null) bad.push({ itemId: item.id, fault: `photo-unreadable:${item.attemptId}` });
    // Not what the reviewer saw: it leaves the house by no means.
    else if (createHash("sha256").update(photo).digest("hex") !== photoSha256)
      bad.push({ itemId: item.id, fault: `photo-changed:${item.attemptId}` });
    else photos.push({ itemId: item.id, collectionNumber: item.collectionId, photo, photoSha256 });
  }
  return { photos, bad };
}
