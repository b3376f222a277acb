/** Deletes pictures and what tells who a person is once their time is over, and leaves a record that it did. */
import type { CollectionState } from "@gradphoto/contract";
import { and, eq, exists, gt, inArray, isNotNull, isNull, lte, not, notExists, or } from "drizzle-orm";
import type { Clock } from "../../infra/clock.ts";
import { type Database, inTransaction, type Transaction } from "../../infra/db/database.ts";
import {
  accountIdentities,
  accounts,
  attempts,
  codeReadings,
  collectionHistory,
  collections,
  persons,
  sessions,
} from "../../infra/db/schema/index.ts";
import type { Ids } from "../../infra/ids.ts";
import { dropObjects } from "../../infra/object-store/kept-objects.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import type { HashForSearch } from "../../infra/sealing/search-hash.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { personPlaces } from "../collections/person.ts";

export interface RetentionNeeds {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
  readonly searchHash: HashForSearch;
}

const batch = 200;

/** How many rows were emptied or deleted; each in a transaction of its own, so that one holds up no other. */
export async function deleteEnded(needs: RetentionNeeds): Promise<number> {
  const { db, clock } = needs;
  const now = clock();
  let done = 0;
  const forEach = async (
    rows: readonly { readonly id: string }[],
    work: (tx: Transaction, id: string) => Promise<boolean>,
  ): Promise<void> => {
    for (const { id } of rows) if (await inTransaction(db, (tx) => work(tx, id))) done += 1;
  };
  const endedAttempts = db
    .select({ id: attempts.id })
    .from(attempts)
    .where(and(lte(attempts.retainUntil, now), isNull(attempts.picturesDeletedAt), not(isAwaited(db))));
  await forEach(await endedAttempts.limit(batch), (tx, id) => deletePictures(tx, clock, id));
  const endedPersons = db
    .select({ id: persons.id })
    .from(persons)
    .where(and(lte(persons.retainUntil, now), isNull(persons.erasedAt)));
  await forEach(await endedPersons.limit(batch), (tx, id) => erasePerson(needs, tx, id));
  await forEach(await endedAccounts(db, now).limit(batch), (tx, id) => eraseAccount(tx, clock, id));
  return done;
}

/** Submitted, and neither a reviewer nor the registry has had the last word on it: it stays until then. */
const awaiting: readonly string[] = ["in_review", "approved", "uploading"] satisfies readonly CollectionState[];

const isAwaited = (from: Database | Transaction) =>
  exists(
    from
      .select({ id: collections.id })
      .from(collections)
      .where(and(eq(collections.submittedAttemptId, attempts.id), inArray(collections.state, [...awaiting]))),
  );

async function deletePictures(tx: Transaction, clock: Clock, id: string): Promise<boolean> {
  const isThis = eq(attempts.id, id);
  // A submission that came first holds the row: it is waited for here, and seen by the look below.
  await tx.select({ id: attempts.id }).from(attempts).where(isThis).for("update");
  const [deleted] = await tx
    .update(attempts)
    .set({ picturesDeletedAt: clock(), report: {} })
    .where(and(isThis, isNull(attempts.picturesDeletedAt), not(isAwaited(tx))))
    .returning();
  if (!deleted) return false;
  const { originalKey, originalSha256, photoKey, photoSha256 } = deleted;
  await dropObjects(tx, clock, photoKey === null ? [originalKey] : [originalKey, photoKey]);
  // The hashes prove which pictures are gone to whoever still holds one.
  await record(tx, clock, "delete-pictures", `attempt:${id}`, { originalSha256, photoSha256 });
  return true;
}

/** A collection keeps its row, for the books and the registry; the person behind it cannot be told any more. */
async function erasePerson({ clock, ids, sealer, searchHash }: RetentionNeeds, tx: Transaction, id: string) {
  const ofPerson = tx.select({ id: collections.id }).from(collections).where(eq(collections.personId, id));
  if ((await ofPerson).length === 0) {
    await tx.delete(codeReadings).where(eq(codeReadings.id, id));
    const gone = await tx.delete(persons).where(eq(persons.id, id)).returning({ id: persons.id });
    if (gone.length > 0) await record(tx, clock, "delete-person", `person:${id}`, {});
    return gone.length > 0;
  }
  const nobody = ids();
  const erased = await tx
    .update(persons)
    .set({
      name: sealer.seal("", personPlaces.name(id)),
      studentNumber: sealer.seal("", personPlaces.studentNumber(id)),
      studentNumberHash: searchHash("student-number", nobody),
      department: "",
      major: "",
      class: "",
      level: "",
      idLastFourHash: searchHash("id-last-four", nobody, id),
      identityHash: searchHash("identity", nobody),
      erasedAt: clock(),
    })
    .where(and(eq(persons.id, id), isNull(persons.erasedAt)))
    .returning({ id: persons.id });
  if (erased.length === 0) return false;
  await tx.delete(codeReadings).where(eq(codeReadings.id, id));
  await tx.update(collectionHistory).set({ reason: null }).where(inCollections(tx, id));
  await record(tx, clock, "erase-person", `person:${id}`, {});
  return true;
}

const inCollections = (tx: Transaction, personId: string) =>
  exists(
    tx
      .select({ id: collections.id })
      .from(collections)
      .where(and(eq(collections.id, collectionHistory.collectionId), eq(collections.personId, personId))),
  );

/** An account whose collection is still kept is kept with it. */
const endedAccounts = (db: Database, now: Date) =>
  db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        lte(accounts.retainUntil, now),
        or(
          isNotNull(accounts.phone),
          exists(
            db
              .select({ id: accountIdentities.id })
              .from(accountIdentities)
              .where(eq(accountIdentities.accountId, accounts.id)),
          ),
        ),
        notExists(
          db
            .select({ id: collections.id })
            .from(collections)
            .where(and(eq(collections.accountId, accounts.id), gt(collections.retainUntil, now))),
        ),
      ),
    );

async function eraseAccount(tx: Transaction, clock: Clock, id: string): Promise<boolean> {
  await tx.update(accounts).set({ phone: null, phoneHash: null }).where(eq(accounts.id, id));
  await tx.delete(accountIdentities).where(eq(accountIdentities.accountId, id));
  await tx
    .update(sessions)
    .set({ revokedAt: clock() })
    .where(and(eq(sessions.accountId, id), isNull(sessions.revokedAt)));
  await record(tx, clock, "erase-account", `account:${id}`, {});
  return true;
}

const record = (
  tx: Transaction,
  clock: Clock,
  action: string,
  subject: string,
  details: Readonly<Record<string, string | null>>,
): Promise<void> => appendAudit(tx, clock, { actor: "system", action, subject, details });
