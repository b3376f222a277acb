/** Compares rows with the store: after a restore, every referenced picture exists and is unchanged. */
import { and, asc, gt, isNotNull } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import { type ObjectStore, ObjectStoreError } from "./object-store.ts";
import { sha256Of } from "./read-checked.ts";
import type { Reference } from "./references.ts";

export interface Comparison {
  readonly whole: number;
  readonly missing: readonly string[];
  /**
   * Existing objects that differ from what was stored: changed, moved, or encrypted with a key that is not in the ring.
   */
  readonly wrong: readonly string[];
}

const batch = 200;
const atOnce = 16;
const rowsSchema = z.array(z.object({ key: z.string(), sha256: z.string().nullable() }));

export async function compareObjects(
  db: Database,
  objects: Pick<ObjectStore, "get">,
  { table, key, sha256, where }: Reference,
): Promise<Comparison> {
  const missing: string[] = [];
  const wrong: string[] = [];
  let whole = 0;
  async function compare(row: z.output<typeof rowsSchema>[number]): Promise<void> {
    const bytes = await objects.get(row.key).catch((error: unknown) => {
      if (error instanceof ObjectStoreError) throw error;
      return "unreadable" as const;
    });
    if (bytes === null) missing.push(row.key);
    else if (bytes === "unreadable" || sha256Of(bytes) !== row.sha256) wrong.push(row.key);
    else whole += 1;
  }
  for (let after = ""; ; ) {
    const rows = rowsSchema.parse(
      await db
        .select({ key, sha256 })
        .from(table)
        .where(and(isNotNull(key), gt(key, after), where))
        .orderBy(asc(key))
        .limit(batch),
    );
    const last = rows.at(-1);
    if (!last) return { whole, missing, wrong };
    for (let from = 0; from < rows.length; from += atOnce)
      await Promise.all(rows.slice(from, from + atOnce).map(compare));
    after = last.key;
  }
}
