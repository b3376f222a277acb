/** Reads one collection of the caller, or all of them. Collections of others are reported as not found. */
import type { Role } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "../../infra/db/database.ts";
import {
  collectionHistory,
  collections,
  corrections,
  persons,
  projects,
  schools,
} from "../../infra/db/schema/index.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import { type Refusal, refuse } from "../call.ts";
import {
  type FullCollection,
  presentCollection,
  presentSummary,
  type ReadCollection,
} from "./present-collection.ts";
import { isRefusing, readRefusals } from "./read-refusals.ts";

/** Condition for the unused correction of identity data that customer service has opened for a collection. */
export const whereOpenCorrectionOf = (collectionId: string) =>
  and(eq(corrections.collectionId, collectionId), isNull(corrections.usedAt));

export async function openCorrectionOf(from: Database | Transaction, collectionId: string) {
  const [open] = await from.select().from(corrections).where(whereOpenCorrectionOf(collectionId));
  return open ?? null;
}

export interface Reader {
  /** Required owner; null for staff who may see every collection. */
  readonly accountId: string | null;
  readonly role: Role;
}

/** Reads a collection with everything that its presentation needs. */
export async function findFull(
  from: Database | Transaction,
  collectionId: string,
): Promise<FullCollection | undefined> {
  const [row] = await from
    .select({ collection: collections, project: projects, school: schools, person: persons })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(eq(collections.id, collectionId));
  return row;
}

export async function readCollection(
  db: Database,
  sealer: Sealer,
  collectionId: string,
  { accountId, role }: Reader,
): Promise<ReadCollection | Refusal<"not-found">> {
  const full = await findFull(db, collectionId);
  if (!full || (accountId !== null && full.collection.accountId !== accountId))
    return refuse("not-found", {});
  const history = await db
    .select()
    .from(collectionHistory)
    .where(eq(collectionHistory.collectionId, collectionId))
    .orderBy(desc(collectionHistory.id));
  const [refusals, correction] = await Promise.all([
    history.some(isRefusing) ? readRefusals(db, sealer, collectionId) : [],
    openCorrectionOf(db, collectionId),
  ]);
  const context = { history, role, refusals, correctionOpenedAt: correction?.openedAt ?? null };
  return presentCollection(full, context, sealer);
}

/** Lists the collections of an account, latest first. */
export async function listCollections(
  db: Database,
  accountId: string,
): Promise<RouteAnswer<"listCollections">> {
  const matches = await db
    .select({ collection: collections, project: projects, school: schools })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(eq(collections.accountId, accountId))
    .orderBy(desc(collections.createdAt), desc(collections.id));
  return { collections: matches.map(presentSummary) };
}
