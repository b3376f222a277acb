/** A student's collections with all that is stored of them, and which roles looked at them. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { asc, eq, inArray } from "drizzle-orm";
import { readReport } from "../core/attempt/read-report.ts";
import { openStudent } from "../core/collection/person.ts";
import { reasonOfMove } from "../core/free-words.ts";
import {
  attempts,
  collectionHistory,
  collections,
  identityEvidence,
  persons,
  serviceCases,
  serviceNotes,
} from "../infra/db/schema/index.ts";
import { exportLooks } from "./export-looks.ts";
import { exportOrders } from "./export-orders.ts";
import { exportTold } from "./export-told.ts";
import { type LeavingDeps, leavable } from "./leave-collection.ts";
import { orLost } from "./or-lost.ts";

type ExportDeps = Pick<LeavingDeps, "db" | "sealer" | "objects" | "refundOnLeaving" | "warn">;
type Exported = RouteAnswer<"exportMyData">["collections"][number];
type AttemptRow = typeof attempts.$inferSelect;

export async function exportCollections(deps: ExportDeps, accountId: string): Promise<Exported[]> {
  const { db, sealer, refundOnLeaving } = deps;
  const mine = await db
    .select({ collection: collections, person: persons })
    .from(collections)
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(eq(collections.accountId, accountId))
    .orderBy(asc(collections.createdAt));
  const ids = mine.map(({ collection }) => collection.id);
  const moves = await db
    .select()
    .from(collectionHistory)
    .where(inArray(collectionHistory.collectionId, ids))
    .orderBy(asc(collectionHistory.id));
  const photos = await db
    .select()
    .from(attempts)
    .where(inArray(attempts.collectionId, ids))
    .orderBy(asc(attempts.number));
  const looks = await exportLooks(deps, { attemptIds: photos.map(({ id }) => id), collectionIds: ids });
  const notes = await db
    .select({ collectionId: serviceNotes.collectionId })
    .from(serviceNotes)
    .where(inArray(serviceNotes.collectionId, ids));
  const cases = await db
    .select({ collectionId: serviceCases.collectionId })
    .from(serviceCases)
    .where(inArray(serviceCases.collectionId, ids));
  const ordersOf = await exportOrders(deps, ids);
  const toldOf = await exportTold(db, ids);
  const evidence = await db.select().from(identityEvidence).where(inArray(identityEvidence.collectionId, ids));
  const refundsFen = new Map<string, number>();
  for (const leaving of await leavable(db, accountId))
    refundsFen.set(leaving.collectionId, await refundOnLeaving(leaving));
  const reports = new Map<string, Exported["attempts"][number]["report"]>();
  for (const photo of photos) reports.set(photo.id, await reportOf(deps, photo));
  return mine.map(({ collection, person }) => {
    const { class: className, ...student } = openStudent(person, sealer);
    return {
      collectionId: collection.id,
      serviceCases: cases.filter(({ collectionId }) => collectionId === collection.id).length,
      serviceNotes: notes.filter(({ collectionId }) => collectionId === collection.id).length,
      state: collection.state,
      feeFen: collection.feeFen,
      orders: ordersOf(collection.id),
      evidence: evidence
        .filter(({ collectionId }) => collectionId === collection.id)
        .map(({ kind, givenAt, takenAt, objectSha256 }) => ({
          kind,
          givenAt: givenAt.toISOString(),
          takenAt: takenAt?.toISOString() ?? null,
          sha256: objectSha256,
        })),
      ...toldOf(collection.id),
      looks: looks.ofCollection(collection.id),
      looksComplete: looks.isComplete,
      refundOnLeavingFen: refundsFen.get(collection.id) ?? null,
      createdAt: collection.createdAt.toISOString(),
      retainUntil: collection.retainUntil.toISOString(),
      person: { ...student, className, schoolCode: person.schoolCode },
      history: moves
        .filter(({ collectionId }) => collectionId === collection.id)
        .map((step) => ({
          move: step.move,
          state: step.toState,
          byRole: step.actorRole,
          reason: reasonOfMove(sealer, step),
          at: step.at.toISOString(),
        })),
      attempts: photos
        .filter(({ collectionId }) => collectionId === collection.id)
        .map((photo) => ({
          attemptId: photo.id,
          number: photo.number,
          state: photo.state,
          source: photo.source,
          byRole: photo.byRole,
          createdAt: photo.createdAt.toISOString(),
          originalSha256: photo.originalSha256,
          photoSha256: photo.photoSha256,
          shownSha256: photo.shownSha256,
          picturesDeletedAt: photo.picturesDeletedAt?.toISOString() ?? null,
          report: reports.get(photo.id) ?? null,
          looks: looks.ofAttempt(photo.id),
        })),
    };
  });
}

/** One that is lost is said to be, and keeps nobody from the rest. */
async function reportOf(deps: ExportDeps, photo: AttemptRow) {
  if (photo.picturesDeletedAt !== null) return {};
  return orLost(deps, photo.reportKey, () => readReport(deps.objects, photo));
}
