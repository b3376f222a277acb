/** Sends queued batches; one whose answer may have been lost is asked for first, so that nothing is uploaded twice. */
import { createHash } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import { attempts, registryBatches, registryItems } from "../../infra/db/schema/index.ts";
import type { RegistryPhoto } from "../../infra/registry/registry.ts";
import { type BatchRow, claimBatch, noteFault } from "./claim-batch.ts";
import type { RegistryNeeds } from "./needs.ts";

/** How many were sent. */
export async function sendBatches(needs: RegistryNeeds): Promise<number> {
  const { db, clock } = needs;
  for (let sent = 0; ; ) {
    const batch = await claimBatch(db, "queued", clock());
    if (!batch) return sent;
    const answer = await receiptOf(needs, batch);
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

async function receiptOf(needs: RegistryNeeds, { id, tries }: BatchRow): Promise<Answer> {
  const { registry } = needs;
  if (tries > 1) {
    const known = await registry.askBatch(id);
    if (!("fault" in known) || known.fault !== "unknown-batch") return known;
  }
  const photos = await readPhotos(needs, id);
  return "fault" in photos ? photos : registry.uploadBatch(id, photos);
}

async function readPhotos(
  { db, readPhoto }: RegistryNeeds,
  batchId: string,
): Promise<readonly RegistryPhoto[] | { readonly fault: string }> {
  const items = await db
    .select({ item: registryItems, photoSha256: attempts.photoSha256 })
    .from(registryItems)
    .innerJoin(attempts, eq(attempts.id, registryItems.attemptId))
    .where(eq(registryItems.batchId, batchId))
    .orderBy(asc(registryItems.id));
  const photos: RegistryPhoto[] = [];
  for (const { item, photoSha256 } of items) {
    const photo = await readPhoto(item.attemptId).catch(() => null);
    if (photo === null) return { fault: `photo-unreadable:${item.attemptId}` };
    const sha256 = createHash("sha256").update(photo).digest("hex");
    // Not what the reviewer saw: it leaves the house by no means.
    if (sha256 !== photoSha256) return { fault: `photo-changed:${item.attemptId}` };
    photos.push({ itemId: item.id, collectionNumber: item.collectionId, photo, photoSha256 });
  }
  return photos;
}
