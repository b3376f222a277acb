/** Deletes scanned codes that were never confirmed with the last four characters of the ID number. */
import { and, eq, lt, notExists } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { codeReadings, persons } from "../infra/db/schema/index.ts";

const dayMs = 86_400_000;

export async function deleteOldCodes(db: Database, now: Date): Promise<void> {
  // A proven reading is deleted with its person by retention.
  const proven = db.select({ id: persons.id }).from(persons).where(eq(persons.id, codeReadings.id));
  const dayBefore = new Date(now.getTime() - dayMs);
  await db.delete(codeReadings).where(and(lt(codeReadings.expiresAt, dayBefore), notExists(proven)));
}
