/**
 * Which photos a side has already: those that stood in a ZIP which it downloaded to the end, the school's or the service's.
 * What a department takes is no download of its school, which has yet to take it: to a department every photo is new.
 */
import { eq, type SQL, sql } from "drizzle-orm";
import type { SchoolReader } from "../../core/collection/told-to-school.ts";
import type { Clock } from "../../infra/clock.ts";
import type { Database } from "../../infra/db/database.ts";
import { attempts, exportPhotos, takenPhotos } from "../../infra/db/schema/index.ts";
import type { ExportRow } from "../scope.ts";

/** As a condition on `attempts`. */
export const isNewTo = ({ schoolCode, department }: SchoolReader): SQL =>
  department !== null
    ? sql`true`
    : sql`not exists (select from ${takenPhotos} where ${takenPhotos.attemptId} = ${attempts.id}
    and ${takenPhotos.bySchool} = ${schoolCode !== null})`;

export async function noteTaken(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  { id, schoolCode, department }: ExportRow,
): Promise<void> {
  if (department !== null) return;
  const taken = db
    .select({
      attemptId: exportPhotos.attemptId,
      bySchool: sql<boolean>`${schoolCode !== null}::boolean`.as("by_school"),
      at: sql<Date>`${clock().toISOString()}::timestamptz`.as("at"),
    })
    .from(exportPhotos)
    .where(eq(exportPhotos.exportId, id));
  await db
    .insert(takenPhotos)
    .select(taken)
    .onConflictDoUpdate({ target: [takenPhotos.attemptId, takenPhotos.bySchool], set: { at: sql`excluded.at` } });
}
