/**
 * Finds a school by its code or by its name, because finance staff know the name. A name that two schools share matches
 * neither.
 */
import { eq, or } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { schools } from "../infra/db/schema/index.ts";
import { type Refusal, refuse } from "./call.ts";

/** Returns the school's code, or undefined when no school is requested. */
export async function findSchoolCode(
  db: Database,
  called: string | undefined,
): Promise<string | undefined | Refusal<"school-unclear">> {
  if (called === undefined) return undefined;
  const [row, other] = await db
    .select({ code: schools.code })
    .from(schools)
    .where(or(eq(schools.code, called), eq(schools.name, called)))
    .limit(2);
  return row && !other ? row.code : refuse("school-unclear", { called });
}
