/** Reseals every sealed column of every table with the newest key, in batches, while the service runs. */
import { is, type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Database } from "../infra/db/database.ts";
import * as tables from "../infra/db/schema/index.ts";
import type { Sealed, Sealer } from "../infra/sealing/seal.ts";

export interface RekeyResult {
  readonly renewed: number;
  /** Number of values that could not be opened or are malformed. */
  readonly faults: number;
}

/** Called for each value that could not be renewed, with the reason. */
export type OnFault = (place: string, error: unknown) => void;

export interface SealedColumn {
  readonly table: string;
  readonly column: string;
}

/**
 * Names as in the database, derived from the schema. A sealed text is bound to "table.column" and to the id of its row;
 * every such table has the primary key `id`.
 */
export const sealedColumns = (): readonly SealedColumn[] =>
  Object.values(tables)
    .filter((table) => is(table, PgTable))
    .flatMap((table) => {
      const { name, columns } = getTableConfig(table);
      return columns
        .filter((column) => column.getSQLType() === "sealed")
        .map((column) => ({ table: name, column: toSnakeCase(column.name) }));
    });

const batch = 200;
/** Ids are uuids in some tables and numbers in others. The database parses the text as the type of the column. */
const isAfterCursor = (after: string | null): SQL => (after === null ? sql`true` : sql`id > ${after}`);
const isSealed = (text: string): text is Sealed => text.startsWith("sealed:");
const row = z.object({ id: z.string(), text: z.string().refine(isSealed) });

export async function rekeyColumn(
  db: Database,
  sealer: Sealer,
  newestId: string,
  { table, column }: SealedColumn,
  onFault: OnFault,
): Promise<RekeyResult> {
  const [rows, cell] = [sql.identifier(table), sql.identifier(column)];
  let [renewed, faults] = [0, 0];
  for (let after: string | null = null; ; ) {
    const match = await db.execute(
      sql`select id::text as id, ${cell}::text as text from ${rows}
        where ${isAfterCursor(after)} and ${cell} is not null and not starts_with(${cell}::text, ${`sealed:${newestId}:`})
        order by ${rows}.id limit ${batch}`,
    );
    const old = z.array(row).parse(match.rows);
    for (const { id, text } of old) {
      const place = { column: `${table}.${column}`, rowId: id };
      try {
        const next = sealer.seal(sealer.open(text, place), place);
        // A concurrent writer has used the newest key already.
        const { rowCount } = await db.execute(
          sql`update ${rows} set ${cell} = ${next} where id = ${id} and ${cell}::text = ${text}`,
        );
        renewed += rowCount ?? 0;
      } catch (error) {
        faults += 1;
        onFault(`${table}.${column} ${id}`, error);
      }
    }
    const last = old.at(-1);
    if (!last || old.length < batch) return { renewed, faults };
    after = last.id;
  }
}
