/** List of the photos in a ZIP, frozen at the request: selection, order and file names. */
import { and, asc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { whereReportedToSchool } from "../../core/collection/reported-to-school.ts";
import { ofCollections, studentCells } from "../../core/collection/student-rows.ts";
import type { Scope } from "../../core/file-rows.ts";
import type { Database, Transaction } from "../../infra/db/database.ts";
import {
  attempts,
  collections,
  exportPhotos,
  persons,
  projects,
} from "../../infra/db/schema/index.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import type { ExportRow } from "../deps.ts";
import { type NamedStudent, type PhotoLayout, photoPath } from "./photo-path.ts";

/** Error for a list that no longer matches the data, because retention deleted some of it. */
export class ListChangedError extends Error {}

/** Condition: completed, not deleted, and the student's consent to disclosure to the school is not withdrawn. */
export const whereHandedOver = (scope: Scope): SQL | undefined =>
  and(
    ofCollections(scope),
    eq(collections.state, "completed"),
    isNull(attempts.picturesDeletedAt),
    whereReportedToSchool(projects.schoolCode),
  );

/** Inserts the list, sorted by department and class. The offsets are still empty. */
export async function listHandedOver(
  tx: Transaction,
  exportId: string,
  whereWanted: SQL | undefined,
): Promise<void> {
  const order = sql`${persons.department}, ${persons.major}, ${persons.class}, ${collections.id}`;
  const list = tx
    .select({
      exportId: sql<string>`${exportId}::uuid`.as("export_id"),
      position: sql<number>`row_number() over (order by ${order})`.as("position"),
      attemptId: sql<string>`${attempts.id}`.as("attempt_id"),
      personId: sql<string>`${persons.id}`.as("person_id"),
      copy: sql<number>`1`.as("copy"),
      bytes: sql<number>`${attempts.photoBytes}`.as("bytes"),
      startsAt: sql<number>`1::bigint`.as("starts_at"),
      crc32: sql<null>`null::bigint`.as("crc32"),
    })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(persons, eq(persons.id, collections.personId))
    .innerJoin(attempts, eq(attempts.id, collections.submittedAttemptId))
    .where(whereWanted);
  await tx.insert(exportPhotos).select(list);
}

/** Reads rows of the list in order, after `position`. */
const listPhotos = (
  from: Database | Transaction,
  exportId: string,
  position: number,
  limit: number,
) =>
  from
    .select({
      photo: exportPhotos,
      collectionId: attempts.collectionId,
      key: attempts.photoKey,
      sha256: attempts.photoSha256,
      deletedAt: attempts.picturesDeletedAt,
      person: persons,
    })
    .from(exportPhotos)
    .innerJoin(attempts, eq(attempts.id, exportPhotos.attemptId))
    .innerJoin(persons, eq(persons.id, exportPhotos.personId))
    .where(and(eq(exportPhotos.exportId, exportId), gt(exportPhotos.position, position)))
    .orderBy(asc(exportPhotos.position))
    .limit(limit);

export interface FrozenPhoto {
  readonly listed: Awaited<ReturnType<typeof listPhotos>>[number];
  readonly student: NamedStudent;
  /** Path within the ZIP, from the list and the student's data. */
  readonly path: string;
}

export interface FrozenList extends PhotoLayout {
  readonly exportId: string;
  /** School whose administrators may read full names. */
  readonly schoolCode: string | null;
}

/** Returns null when the export is no ZIP. */
export function frozenListOf(row: ExportRow): FrozenList | null {
  const { id, language, schoolCode, photoNames, photoFolders } = row;
  if (photoNames === null || photoFolders === null) return null;
  return { exportId: id, language, schoolCode, names: photoNames, folders: photoFolders };
}

export async function* eachPhoto(
  { db, sealer }: { readonly db: Database | Transaction; readonly sealer: Sealer },
  list: FrozenList,
  position: number,
): AsyncGenerator<FrozenPhoto> {
  const atOnce = 200;
  for (let last = position; ; ) {
    const rows = await listPhotos(db, list.exportId, last, atOnce);
    for (const listed of rows) {
      const { photo, person } = listed;
      // In a gap, the row was deleted with its collection.
      if (photo.position !== last + 1) return;
      if (person.erasedAt !== null) throw new ListChangedError();
      last = photo.position;
      const student = studentCells({ person }, sealer, list.schoolCode).cells;
      yield { listed, student, path: photoPath(list, student, photo) };
    }
    if (rows.length < atOnce) return;
  }
}
