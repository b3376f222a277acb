/** Replaces a wrong code by a newly proven one. Person and code change; order and payment remain. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { accountOf, type Call, isRefusal, type Refusal, refuse } from "../core/call.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { readCollection, whereOpenCorrectionOf } from "../core/collection/read-collection.ts";
import { useRefusal } from "../core/collection/use-refusal.ts";
import { notSubmitted, whereOpenTaskOf } from "../core/collection/withdraw.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { acquireLock } from "../infra/db/advisory-locks.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import {
  codeReadings,
  collections,
  corrections,
  persons,
  reviewTasks,
} from "../infra/db/schema/index.ts";

export async function correctIdentity(
  deps: Pick<ServiceDeps, "db" | "clock" | "sealer">,
  collectionId: string,
  readingId: string,
  call: Call,
): Promise<RouteAnswer<"correctIdentity"> | Refusal> {
  const { db, sealer } = deps;
  const accountId = accountOf(call);
  const refusal = await inTransaction(db, (tx) =>
    replacePerson(tx, deps, { collectionId, readingId, accountId }),
  );
  return refusal ?? readCollection(db, sealer, collectionId, { accountId, role: call.caller.role });
}

interface Replacement {
  readonly collectionId: string;
  readonly readingId: string;
  readonly accountId: string;
}

async function replacePerson(
  tx: Transaction,
  { clock }: Pick<ServiceDeps, "clock">,
  { collectionId, readingId, accountId }: Replacement,
): Promise<Refusal | null> {
  const whereOwn = and(eq(collections.id, collectionId), eq(collections.accountId, accountId));
  const [collection] = await tx.select().from(collections).where(whereOwn);
  if (!collection) return refuse("not-found", {});
  const [row] = await tx
    .select({ reading: codeReadings, person: persons })
    .from(codeReadings)
    .leftJoin(persons, eq(persons.id, codeReadings.id))
    .where(
      and(
        eq(codeReadings.id, readingId),
        eq(codeReadings.accountId, accountId),
        eq(codeReadings.projectId, collection.projectId),
      ),
    );
  if (!row) return refuse("not-found", {});
  const { reading, person } = row;
  if (reading.expiresAt <= clock()) return refuse("reading-expired", {});
  if (!person) return refuse("last-four-missing", {});

  // Uses the same locks as a start: per person and per code.
  await acquireLock(tx, person.identityHash);
  await acquireLock(tx, reading.codeHash);
  const { codeHash } = reading;
  const claim = {
    accountId,
    codeHash,
    identityHash: person.identityHash,
    ofCollectionId: collectionId,
  };
  const used = await useRefusal(tx, claim);
  if (used) return used;

  const whereOpen = whereOpenCorrectionOf(collectionId);
  const [opening] = await tx.select().from(corrections).where(whereOpen).for("update");
  const moved = await moveCollection(tx, clock, {
    collectionId,
    move: "correct-identity",
    actor: { role: "student", id: accountId },
    details: { reading: readingId, ...(opening && { opening: opening.id }) },
  });
  if (isRefusal(moved)) return moved;
  await tx
    .update(persons)
    .set({ retainUntil: collection.retainUntil })
    .where(eq(persons.id, person.id));
  await tx
    .update(collections)
    .set({ personId: person.id, codeHash, ...(moved !== collection.state && notSubmitted) })
    .where(whereOwn);
  if (collection.personId !== person.id)
    await tx.delete(persons).where(eq(persons.id, collection.personId));
  await tx.update(corrections).set({ usedAt: clock() }).where(whereOpen);
  // A reviewer with an open task is viewing the previous data.
  await tx.delete(reviewTasks).where(whereOpenTaskOf(collectionId));
  return null;
}
