/** Forgets readings that nobody proved, and guesses and locks that bind nobody any more. */
import { and, eq, lt, notExists } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { codeLocks, codeReadings, codeTries, persons } from "../infra/db/schema/index.ts";

const dayMs = 86_400_000;
const keptDays = 30;

export async function deleteOldCodes(db: Database, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  // A proven reading goes with its person, whose end retention sees to.
  const proven = db.select({ id: persons.id }).from(persons).where(eq(persons.id, codeReadings.id));
  await db.delete(codeReadings).where(and(lt(codeReadings.expiresAt, before(1)), notExists(proven)));
  await db.delete(codeTries).where(lt(codeTries.triedAt, before(keptDays)));
  // A lock stays as long as the guesses before it, which would count again without it.
  const ended = and(lt(codeLocks.lockedUntil, now), lt(codeLocks.createdAt, before(keptDays)));
  await db.delete(codeLocks).where(ended);
}
