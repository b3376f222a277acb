/** A database of its own on a throw-away PostgreSQL, copied from one that was migrated once. */
import { createFreshDatabase } from "@gradphoto/local-postgres/testing";
import { type OpenDatabase, openDatabase } from "../infra/db/database.ts";
import { prepareDatabase } from "../prepare-database.ts";

/** `folder`: of the PostgreSQL, which the first call starts. `empty`: without any table. */
export async function openFreshDatabase(folder: string, content: "migrated" | "empty"): Promise<OpenDatabase> {
  const url = await createFreshDatabase({ folder, prepare: content === "migrated" ? prepareDatabase : null });
  return openDatabase({ url }, { warn: () => {} });
}
