/** A student's collections with all that is stored of them, and which roles looked at their pictures. */
import type { Report } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { readReport } from "../core/attempt/read-report.ts";
import { openStudent } from "../core/collection/person.ts";
import {
  attempts,
  auditEntries,
  collectionHistory,
  collections,
  identityEvidence,
  orders,
  persons,
  serviceNotes,
} from "../infra/db/schema/index.ts";
import { type LeavingDeps, leavable } from "./leave-collection.ts";

/** One that was downloaded was the finished one, by the school it was for. */
const look = z.object({ picture: z.string().default("photo"), purpose: z.string().default("download") });
const ofPicture = ["look-at-picture", "photo-downloaded"];

export async function exportCollections(
  { db, sealer, objects, refundOnLeaving }: Pick<LeavingDeps, "db" | "sealer" | "objects" | "refundOnLeaving">,
  accountId: string,
): Promise<RouteAnswer<"exportMyData">["collections"]> {
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
  const subjects = photos.map(({ id }) => `attempt:${id}`);
  const looks = await db
    .select()
    .from(auditEntries)
    .where(and(inArray(auditEntries.action, ofPicture), inArray(auditEntries.subject, subjects)))
    .orderBy(asc(auditEntries.place));
  const notes = await db
    .select({ collectionId: serviceNotes.collectionId })
    .from(serviceNotes)
    .where(inArray(serviceNotes.collectionId, ids));
  const ordered = await db
    .select()
    .from(orders)
    .where(inArray(orders.collectionId, ids))
    .orderBy(asc(orders.createdAt));
  const evidence = await db.select().from(identityEvidence).where(inArray(identityEvidence.collectionId, ids));
  const refundsFen = new Map<string, number>();
  for (const leaving of await leavable(db, accountId))
    refundsFen.set(leaving.collectionId, await refundOnLeaving(leaving));
  const reports = new Map<string, Report | null>();
  for (const photo of photos) reports.set(photo.id, await readReport(objects, photo));
  return mine.map(({ collection, person }) => {
    const { class: className, ...student } = openStudent(person, sealer);
    return {
      collectionId: collection.id,
      serviceNotes: notes.filter(({ collectionId }) => collectionId === collection.id).length,
      state: collection.state,
      feeFen: collection.feeFen,
      orders: ordered
        .filter(({ collectionId }) => collectionId === collection.id)
        .map(({ outTradeNo, provider, amountFen, state, createdAt, paidAt }) => ({
          outTradeNo,
          provider,
          amountFen,
          state,
          createdAt: createdAt.toISOString(),
          paidAt: paidAt?.toISOString() ?? null,
        })),
      evidence: evidence
        .filter(({ collectionId }) => collectionId === collection.id)
        .map(({ kind, givenAt, takenAt }) => ({
          kind,
          givenAt: givenAt.toISOString(),
          takenAt: takenAt?.toISOString() ?? null,
        })),
      refundOnLeavingFen: refundsFen.get(collection.id) ?? null,
      createdAt: collection.createdAt.toISOString(),
      retainUntil: collection.retainUntil.toISOString(),
      person: { ...student, className, schoolCode: person.schoolCode },
      history: moves
        .filter(({ collectionId }) => collectionId === collection.id)
        .map(({ move, toState, actorRole, reason, at }) => ({
          move,
          state: toState,
          byRole: actorRole,
          reason,
          at: at.toISOString(),
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
          report: photo.picturesDeletedAt === null ? (reports.get(photo.id) ?? null) : {},
          looks: looks
            .filter(({ subject }) => subject === `attempt:${photo.id}`)
            .map(({ actor, at, details }) => ({
              byRole: actor.split(":")[0] ?? "",
              ...look.parse(details),
              at: at.toISOString(),
            })),
        })),
    };
  });
}
