/**
 * Photos that one side, the school or the service, has downloaded completely. Downloads of departments do not count for
 * their school, and to a department every photo is new.
 */
import { eq, type SQL, sql } from "drizzle-orm";
import type { SchoolReader } from "../../core/collection/reported-to-school.ts";
import type { Clock } from "../../infra/clock.ts";
import type { Database } from "../../infra/db/database.ts";
import { attempts, exportPhotos, takenPhotos } from "../../infra/db/schema/index.ts";
import type { ExportRow } from "../deps.ts";

/** Condition on `attempts`: the caller's side has not downloaded the photo. */
export const isNotYetDownloaded = ({ schoolCode, department }: SchoolReader): SQL =>
  department !== null
    ? sql`true`
    : sql`not exists (select from ${takenPhotos} where ${takenPhotos.attemptId} = ${attempts.id}
    and ${takenPhotos.bySchool} = ${schoolCode !== null})`;

export async function recordDownloadedPhotos(
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
    .onConflictDoUpdate({
      target: [takenPhotos.attemptId, takenPhotos.bySchool],
      set: { at: sql`excluded.at` },
    });
}
