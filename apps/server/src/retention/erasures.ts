/** Deletion of pictures and identifying data, each recorded in the audit log. */
import type { AuditAction, CollectionState } from "@gradphoto/domain";
import {
  and,
  eq,
  exists,
  inArray,
  isNull,
  not,
  notExists,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { personPlaces } from "../core/collection/person.ts";
import { freeTextColumns } from "../core/free-words.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Clock } from "../infra/clock.ts";
import { acquireLock } from "../infra/db/advisory-locks.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import {
  accountIdentities,
  accounts,
  attempts,
  codeReadings,
  collectionHistory,
  collections,
  identityEvidence,
  invoiceRequests,
  orders,
  persons,
  serviceCases,
  serviceNotes,
  sessions,
} from "../infra/db/schema/index.ts";
import { dropObjects } from "../infra/object-store/stored-objects.ts";
import { countDeleted, type Erasure } from "./retention-run.ts";

/** Empties the free text about collections. */
export async function eraseFreeText(tx: Transaction, collectionIds: SQLWrapper): Promise<void> {
  for (const place of new Set(freeTextColumns.map((column) => column.in))) {
    const sealed = freeTextColumns
      .filter((column) => column.in === place)
      .map((column) => column.sealed);
    // The service's own reasons reveal something about the person as well.
    const names = place.table === collectionHistory ? [...sealed, "reason"] : sealed;
    const emptied = names.map((name) => sql`${sql.identifier(toSnakeCase(name))} = null`);
    await tx.execute(
      sql`update ${place.table} set ${sql.join(emptied, sql`, `)} where ${place.about(collectionIds)}`,
    );
  }
}

export type RetentionDeps = Pick<
  ServiceDeps,
  "db" | "clock" | "ids" | "sealer" | "searchHash" | "warn"
>;

/** Ids of the rows whose retention has ended. */
export interface EndedIds {
  readonly attempts: readonly string[];
  readonly persons: readonly string[];
  readonly accounts: readonly string[];
}

export const erasures = (
  deps: RetentionDeps,
  { attempts, persons, accounts }: EndedIds,
): readonly Erasure[] => [
  ...attempts.map(
    (id): Erasure =>
      (tx, runId) =>
        deletePictures(tx, deps.clock, id, runId),
  ),
  ...persons.map(
    (id): Erasure =>
      (tx, runId) =>
        erasePerson(deps, tx, id, runId),
  ),
  ...accounts.map(
    (id): Erasure =>
      (tx, runId) =>
        eraseAccount(tx, deps.clock, id, runId),
  ),
];

/** States in which a reviewer or the registry has still to decide. The submitted photo is retained until then. */
const undecidedStates: CollectionState[] = ["in_review", "approved", "uploading"];

/**
 * States in which the identity is still needed: the registry compares it, or the student must be notified of the photo
 * or the refund.
 */
const statesNeedingPerson: CollectionState[] = [...undecidedStates, "refunding"];

const hasCollection = (from: Database | Transaction, whereOf: SQL, states: CollectionState[]) =>
  exists(
    from
      .select({ id: collections.id })
      .from(collections)
      .where(and(whereOf, inArray(collections.state, states))),
  );

export const isPersonNeeded = (from: Database | Transaction) =>
  hasCollection(from, eq(collections.personId, persons.id), statesNeedingPerson);

export const isAccountNeeded = (from: Database | Transaction) =>
  hasCollection(from, eq(collections.accountId, accounts.id), statesNeedingPerson);

export const isDecisionPending = (from: Database | Transaction) =>
  hasCollection(from, eq(collections.submittedAttemptId, attempts.id), undecidedStates);

/**
 * Deletes the pictures of an attempt. Identity evidence is deleted with the last photo: until then the school or the
 * registry may still need it.
 */
async function deletePictures(
  tx: Transaction,
  clock: Clock,
  id: string,
  runId: string,
): Promise<boolean> {
  const whereThisAttempt = eq(attempts.id, id);
  // Waits for a concurrent submission, which holds the row lock, so that the query below sees it.
  await tx.select({ id: attempts.id }).from(attempts).where(whereThisAttempt).for("update");
  const [deleted] = await tx
    .update(attempts)
    .set({ picturesDeletedAt: clock(), report: null, pictureHash: null })
    .where(and(whereThisAttempt, isNull(attempts.picturesDeletedAt), not(isDecisionPending(tx))))
    .returning();
  if (!deleted) return false;
  const {
    collectionId,
    originalKey,
    originalSha256,
    photoKey,
    photoSha256,
    displayKey,
    displaySha256,
    reportKey,
  } = deleted;
  const keys = [originalKey, photoKey, displayKey, reportKey].filter((key) => key !== null);
  await dropObjects(tx, clock, keys, runId);
  // Serializes concurrent deletions, so that the later one sees that it is the last.
  await acquireLock(tx, `pictures of ${collectionId}`);
  const ofCollection = and(
    eq(attempts.collectionId, collectionId),
    isNull(attempts.picturesDeletedAt),
  );
  if ((await tx.$count(attempts, ofCollection)) === 0)
    await deleteEvidence(tx, clock, eq(identityEvidence.collectionId, collectionId), runId);
  await countDeleted(tx, runId, await projectOf(tx, eq(collections.id, collectionId)), "photos");
  // The hashes prove which pictures were deleted, to anybody who still has a copy.
  await record(tx, clock, "delete-pictures", `attempt:${id}`, {
    run: runId,
    originalSha256,
    photoSha256,
    displaySha256,
  });
  return true;
}

async function deleteEvidence(
  tx: Transaction,
  clock: Clock,
  condition: SQL,
  runId: string,
): Promise<void> {
  const deletedEvidence = await tx
    .delete(identityEvidence)
    .where(condition)
    .returning({ key: identityEvidence.objectKey });
  await dropObjects(
    tx,
    clock,
    deletedEvidence.map(({ key }) => key),
    runId,
  );
}

/**
 * Removes everything that identifies a person. The collection's row remains for the books and the registry. A person
 * without a collection is deleted.
 */
async function erasePerson(
  { clock, ids, sealer, searchHash }: RetentionDeps,
  tx: Transaction,
  id: string,
  runId: string,
): Promise<boolean> {
  const ofPerson = tx
    .select({ id: collections.id })
    .from(collections)
    .where(eq(collections.personId, id));
  if ((await ofPerson).length === 0) {
    await tx.delete(codeReadings).where(eq(codeReadings.id, id));
    const deletedPersons = await tx
      .delete(persons)
      .where(eq(persons.id, id))
      .returning({ id: persons.id });
    if (deletedPersons.length === 0) return false;
    await countDeleted(tx, runId, null, "persons");
    await record(tx, clock, "delete-person", `person:${id}`, { run: runId });
    return true;
  }
  const unmatchableValue = ids();
  const erased = await tx
    .update(persons)
    .set({
      name: sealer.seal("", personPlaces.name(id)),
      nameHash: searchHash("student-name", unmatchableValue),
      studentNumber: sealer.seal("", personPlaces.studentNumber(id)),
      studentNumberHash: searchHash("student-number", unmatchableValue),
      department: "",
      major: "",
      class: "",
      level: "",
      idLastFourHash: searchHash("id-last-four", unmatchableValue, id),
      identityHash: searchHash("identity", unmatchableValue),
      erasedAt: clock(),
    })
    .where(and(eq(persons.id, id), isNull(persons.erasedAt), not(isPersonNeeded(tx))))
    .returning({ id: persons.id });
  if (erased.length === 0) return false;
  await tx.delete(codeReadings).where(eq(codeReadings.id, id));
  await eraseFreeText(tx, ofPerson);
  await tx.delete(serviceCases).where(inArray(serviceCases.collectionId, ofPerson));
  await tx.delete(serviceNotes).where(inArray(serviceNotes.collectionId, ofPerson));
  await deleteEvidence(tx, clock, inArray(identityEvidence.collectionId, ofPerson), runId);
  await recordErased(tx, clock, id, runId);
  return true;
}

/** Counts the erasure in the run and records it in the audit log. */
export async function recordErased(
  tx: Transaction,
  clock: Clock,
  personId: string,
  runId: string,
): Promise<void> {
  await countDeleted(tx, runId, await projectOf(tx, eq(collections.personId, personId)), "persons");
  await record(tx, clock, "erase-person", `person:${personId}`, { run: runId });
}

async function eraseAccount(
  tx: Transaction,
  clock: Clock,
  id: string,
  runId: string,
): Promise<boolean> {
  const erased = await tx
    .update(accounts)
    .set({ phone: null, phoneHash: null })
    .where(and(eq(accounts.id, id), not(isAccountNeeded(tx))))
    .returning({ id: accounts.id });
  if (erased.length === 0) return false;
  await tx.delete(accountIdentities).where(eq(accountIdentities.accountId, id));
  const proven = tx.select({ id: persons.id }).from(persons).where(eq(persons.id, codeReadings.id));
  await tx.delete(codeReadings).where(and(eq(codeReadings.accountId, id), notExists(proven)));
  const ofAccount = tx
    .select({ id: orders.id })
    .from(orders)
    .innerJoin(collections, eq(collections.id, orders.collectionId))
    .where(eq(collections.accountId, id));
  const invoices = await tx
    .delete(invoiceRequests)
    .where(inArray(invoiceRequests.orderId, ofAccount))
    .returning({ fileKey: invoiceRequests.fileKey });
  await dropObjects(
    tx,
    clock,
    invoices.flatMap(({ fileKey }) => fileKey ?? []),
    runId,
  );
  await tx
    .update(sessions)
    .set({ revokedAt: clock() })
    .where(and(eq(sessions.accountId, id), isNull(sessions.revokedAt)));
  await countDeleted(tx, runId, null, "accounts");
  await record(tx, clock, "erase-account", `account:${id}`, { run: runId });
  return true;
}

async function projectOf(tx: Transaction, whereCollection: SQL): Promise<string | null> {
  const [row] = await tx
    .select({ id: collections.projectId })
    .from(collections)
    .where(whereCollection)
    .limit(1);
  return row?.id ?? null;
}

const record = (
  tx: Transaction,
  clock: Clock,
  action: AuditAction,
  subject: string,
  details: Readonly<Record<string, string | null>>,
): Promise<void> => appendAudit(tx, clock, "system", action, subject, details);
