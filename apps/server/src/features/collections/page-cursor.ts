/** Where one page of rows ended, so that the next goes on after it: latest first, by time and id. */
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { isUuid } from "./is-uuid.ts";

export const cursorOf = ({ createdAt, id }: { readonly createdAt: Date; readonly id: string }): string =>
  `${createdAt.getTime()}_${id}`;

/** The same for lists whose earliest row comes first. */
export const isAfterRising = (cursor: string, at: SQLWrapper, id: SQLWrapper): SQL => compare(cursor, at, id, sql`>`);

/** A cursor we never gave leads to an empty page. */
export const isAfter = (cursor: string, at: SQLWrapper, id: SQLWrapper): SQL => compare(cursor, at, id, sql`<`);

function compare(cursor: string, column: SQLWrapper, id: SQLWrapper, sign: SQL): SQL {
  const [ms = "", lastId = ""] = cursor.split("_");
  const at = new Date(Number(ms));
  if (!isUuid(lastId) || Number.isNaN(at.getTime())) return sql`false`;
  return sql`(${column}, ${id}) ${sign} (${at.toISOString()}::timestamptz, ${lastId}::uuid)`;
}
