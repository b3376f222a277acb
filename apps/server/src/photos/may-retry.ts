/** The one rule of whether a photo that our own processing failed may be tried again, and why not. */
import { allCollectionStates, type CollectionState, canMove, collectionStates, isFrozen } from "@gradphoto/domain";
import { and, count, eq, exists, gt, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { type Refusal, refuse } from "../core/call.ts";
import { hasConsents } from "../core/collection/consents-given.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { attempts, collections, projects } from "../infra/db/schema/index.ts";

const waiting = allCollectionStates.filter((state) => canMove(state, "make-again", "operator"));
const frozen = allCollectionStates.filter(isFrozen);
const later = alias(attempts, "later");

const codes = z.enum([
  "photo-deleted",
  "attempt-superseded",
  "collection-frozen",
  "move-not-allowed",
  "student-consent-withdrawn",
]);

/** Of a row of `selectFailed`: the code of the first thing that forbids another try; null when nothing does. */
const refusalCode = (from: Database | Transaction): SQL => {
  const uploadedSince = from
    .select({ id: later.id })
    .from(later)
    .where(and(eq(later.collectionId, attempts.collectionId), gt(later.number, attempts.number)));
  return sql`case
    when ${attempts.picturesDeletedAt} is not null then 'photo-deleted'
    when ${exists(uploadedSince)} then 'attempt-superseded'
    when ${inArray(collections.state, frozen)} then 'collection-frozen'
    when not ${inArray(collections.state, waiting)} then 'move-not-allowed'
    when not (${hasConsents(from)}) then 'student-consent-withdrawn'
  end`;
};

/** Failed photos with what `readRefusal` reads; `where` holds what else they have to be. */
export const selectFailed = (from: Database | Transaction, where?: SQL) =>
  from
    .select({ attempt: attempts, collectionState: collections.state, code: refusalCode(from).as("refusal_code") })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(and(eq(attempts.state, "failed"), where));

/** As a condition of `selectFailed`. */
export const mayRetry = (from: Database | Transaction): SQL => isNull(refusalCode(from));

/** null when the photo may be tried again. */
export function readRefusal(row: {
  readonly code: unknown;
  readonly collectionState: CollectionState;
}): Refusal | null {
  const code = codes.nullable().parse(row.code);
  if (code !== "move-not-allowed") return code && refuse(code, {});
  return refuse(code, { state: collectionStates[row.collectionState].label });
}

/** How many `selectFailed` finds. */
export async function countSelected(db: Database, where?: SQL): Promise<number> {
  const [found] = await db.select({ photos: count() }).from(selectFailed(db, where).as("failed"));
  return found?.photos ?? 0;
}
