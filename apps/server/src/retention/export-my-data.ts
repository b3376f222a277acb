/** Everything stored about one student, and which roles looked at their pictures. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { openStudent } from "../core/collection/person.ts";
import {
  accountIdentities,
  accounts,
  attempts,
  audit,
  collectionHistory,
  collections,
  consents,
  persons,
  serviceNotes,
} from "../infra/db/schema/index.ts";
import { type LeavingDeps, leavable } from "./leave-collection.ts";

const look = z.object({ picture: z.string(), purpose: z.string() });

export async function exportMyData(
  { db, sealer, refundOnLeaving }: Pick<LeavingDeps, "db" | "sealer" | "refundOnLeaving">,
  accountId: string,
): Promise<RouteAnswer<"exportMyData">> {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, accountId));
  if (!account) throw new Error("A student's session outlived the account");
  const identities = await db.select().from(accountIdentities).where(eq(accountIdentities.accountId, accountId));
  const agreed = await db
    .select()
    .from(consents)
    .where(eq(consents.accountId, accountId))
    .orderBy(asc(consents.givenAt));
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
    .from(audit)
    .where(and(eq(audit.action, "look-at-picture"), inArray(audit.subject, subjects)))
    .orderBy(asc(audit.seq));
  const notes = await db
    .select({ collectionId: serviceNotes.collectionId })
    .from(serviceNotes)
    .where(inArray(serviceNotes.collectionId, ids));
  const refundsFen = new Map<string, number>();
  for (const leaving of await leavable(db, accountId))
    refundsFen.set(leaving.collectionId, await refundOnLeaving(leaving));
  return {
    account: {
      accountId,
      phone: account.phone && sealer.open(account.phone, { column: "accounts.phone", rowId: accountId }),
      createdAt: account.createdAt.toISOString(),
      signIns: identities.map(({ appid, createdAt }) => ({ appid, since: createdAt.toISOString() })),
    },
    consents: agreed.map(({ purpose, version, recipient, givenAt, withdrawnAt }) => ({
      purpose,
      version,
      recipient,
      givenAt: givenAt.toISOString(),
      withdrawnAt: withdrawnAt?.toISOString() ?? null,
    })),
    collections: mine.map(({ collection, person }) => {
      const { class: className, ...student } = openStudent(person, sealer);
      return {
        collectionId: collection.id,
        serviceNotes: notes.filter(({ collectionId }) => collectionId === collection.id).length,
        state: collection.state,
        feeFen: collection.feeFen,
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
            picturesDeletedAt: photo.picturesDeletedAt?.toISOString() ?? null,
            report: photo.picturesDeletedAt === null ? photo.report : {},
            looks: looks
              .filter(({ subject }) => subject === `attempt:${photo.id}`)
              .map(({ actor, at, details }) => ({
                byRole: actor.split(":")[0] ?? "",
                ...look.parse(details),
                at: at.toISOString(),
              })),
          })),
      };
    }),
  };
}
