/** The school that somebody means by its code, or by its name, which is what finance knows of it. A name that two schools have stands for neither. */
import { eq, or } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import { schools } from "../infra/db/schema/index.ts";
import { type Refusal, refuse } from "./call.ts";

/** Its code; undefined where none is asked for. */
export async function schoolCalled(
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
