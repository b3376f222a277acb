/** Brings every sealed column of every table to the newest key, some rows at a time, while the service goes on. */
import { is, type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Database } from "../infra/db/database.ts";
import * as tables from "../infra/db/schema/index.ts";
import type { Sealed, Sealer } from "../infra/sealing/seal.ts";

export interface Rekeyed {
  readonly renewed: number;
  /** What could not be opened, or is not as it has to be. */
  readonly faults: number;
}

/** What could not be renewed, and why. */
export type OnFault = (place: string, error: unknown) => void;

export interface SealedColumn {
  readonly table: string;
  readonly column: string;
}

/** As the database calls them, which the schema's words are turned into. A sealed text belongs to "table.column" and to the id of its row; `id` is what every such table is found by. */
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
/** Ids are uuids in one table and numbers in another: the database reads the text as what it is compared with. */
const isBehind = (after: string | null): SQL => (after === null ? sql`true` : sql`id > ${after}`);
const isSealed = (text: string): text is Sealed => text.startsWith("sealed:");
const row = z.object({ id: z.string(), text: z.string().refine(isSealed) });

export async function rekeyColumn(
  db: Database,
  sealer: Sealer,
  newestId: string,
  { table, column }: SealedColumn,
  onFault: OnFault,
): Promise<Rekeyed> {
  const [rows, cell] = [sql.identifier(table), sql.identifier(column)];
  let [renewed, faults] = [0, 0];
  for (let after: string | null = null; ; ) {
    const match = await db.execute(
      sql`select id::text as id, ${cell}::text as text from ${rows}
        where ${isBehind(after)} and ${cell} is not null and not starts_with(${cell}::text, ${`sealed:${newestId}:`})
        order by ${rows}.id limit ${batch}`,
    );
    const old = z.array(row).parse(match.rows);
    for (const { id, text } of old) {
      const place = { column: `${table}.${column}`, rowId: id };
      try {
        const next = sealer.seal(sealer.open(text, place), place);
        // Whoever wrote it meanwhile used the newest key.
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
