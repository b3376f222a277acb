/** Where one page of rows ended, so that the next goes on after it: latest first, by time and id. */
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

export const cursorOf = ({ createdAt, id }: { readonly createdAt: Date; readonly id: string }): string =>
  `${createdAt.getTime()}_${id}`;

/** The same for lists whose earliest row comes first. */
export const isAfterRising = (cursor: string, at: SQLWrapper, id: SQLWrapper): SQL => compare(cursor, at, id, sql`>`);

export const isAfter = (cursor: string, at: SQLWrapper, id: SQLWrapper): SQL => compare(cursor, at, id, sql`<`);

function compare(cursor: string, column: SQLWrapper, id: SQLWrapper, sign: SQL): SQL {
  const [ms = "", lastId = ""] = cursor.split("_");
  return sql`(${column}, ${id}) ${sign} (${new Date(Number(ms)).toISOString()}::timestamptz, ${lastId}::uuid)`;
}
