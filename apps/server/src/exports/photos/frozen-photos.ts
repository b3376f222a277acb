/** The list of photos of a ZIP, frozen when it is asked for: which, under which number, and where each begins. */
import { and, asc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { ofCollections } from "../../core/collection/student-rows.ts";
import { isToldToSchool } from "../../core/collection/told-to-school.ts";
import type { Scope } from "../../core/file-rows.ts";
import { entryBytes } from "../../core/zip/zip-parts.ts";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { attempts, collections, exportPhotos, persons, projects } from "../../infra/db/schema/index.ts";

const digits = 6;
/** More would not fit the names. */
export const maxPhotos = 999_999;

/** An opaque number: it tells nothing about the student. */
export const photoName = (position: number): string => `${String(position).padStart(digits, "0")}.jpg`;

/** Of every entry, whatever its number. */
const headerBytes = entryBytes(photoName(1), 0);

/** Completed, not deleted, and not withdrawn by the student from being given to the school. */
export const isHandedOver = (scope: Scope): SQL | undefined =>
  and(
    ofCollections(scope),
    eq(collections.state, "completed"),
    isNull(attempts.picturesDeletedAt),
    isToldToSchool(projects.schoolCode),
  );

/** How many photos are in the list and how many bytes their entries take; `startsAt` counts from the first of them. */
export async function freezePhotos(
  tx: Transaction,
  exportId: string,
  scope: Scope,
): Promise<{ readonly photos: number; readonly bytes: number }> {
  const size = sql<number>`${attempts.photoBytes}`;
  const earlier = sql<number>`(sum(${attempts.photoBytes} + ${headerBytes}::int) over (order by ${collections.id})
    - ${attempts.photoBytes} - ${headerBytes}::int + 1)::bigint`;
  const list = tx
    .select({
      exportId: sql<string>`${exportId}::uuid`.as("export_id"),
      position: sql<number>`row_number() over (order by ${collections.id})`.as("position"),
      attemptId: sql<string>`${attempts.id}`.as("attempt_id"),
      bytes: size.as("bytes"),
      startsAt: earlier.as("starts_at"),
      crc32: sql<null>`null::bigint`.as("crc32"),
    })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .innerJoin(attempts, eq(attempts.id, collections.submittedAttemptId))
    .where(isHandedOver(scope));
  await tx.insert(exportPhotos).select(list);
  const [all] = await tx
    .select({
      photos: sql<number>`count(*)::int`,
      bytes: sql<number>`coalesce(sum(${exportPhotos.bytes} + ${headerBytes}::int), 0)`.mapWith(Number),
    })
    .from(exportPhotos)
    .where(eq(exportPhotos.exportId, exportId));
  return all ?? { photos: 0, bytes: 0 };
}

/** From the list, in order, after `position`. */
export const listPhotos = (from: Database | Transaction, exportId: string, position: number, limit: number) =>
  from
    .select({
      photo: exportPhotos,
      key: attempts.photoKey,
      sha256: attempts.photoSha256,
      deletedAt: attempts.picturesDeletedAt,
      person: persons,
    })
    .from(exportPhotos)
    .innerJoin(attempts, eq(attempts.id, exportPhotos.attemptId))
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .where(and(eq(exportPhotos.exportId, exportId), gt(exportPhotos.position, position)))
    .orderBy(asc(exportPhotos.position))
    .limit(limit);

export type ListedPhoto = Awaited<ReturnType<typeof listPhotos>>[number];

export async function* eachPhoto(
  from: Database | Transaction,
  exportId: string,
  position: number,
): AsyncGenerator<ListedPhoto> {
  const atOnce = 200;
  for (let last = position; ; ) {
    const rows = await listPhotos(from, exportId, last, atOnce);
    for (const row of rows) {
      // A gap: what stood there is gone with its collection.
      if (row.photo.position !== last + 1) return;
      last = row.photo.position;
      yield row;
    }
    if (rows.length < atOnce) return;
  }
}
