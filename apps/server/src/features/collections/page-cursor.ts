/** Where one page of rows ended, so that the next goes on after it: latest first, by time and id. */
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { isUuid } from "./is-uuid.ts";

export const cursorOf = ({ createdAt, id }: { readonly createdAt: Date; readonly id: string }): string =>
  `${createdAt.getTime()}_${id}`;

/** A cursor we never gave leads to an empty page. */
export function isAfter(cursor: string, createdAt: SQLWrapper, id: SQLWrapper): SQL {
  const [ms = "", lastId = ""] = cursor.split("_");
  const at = new Date(Number(ms));
  if (!isUuid(lastId) || Number.isNaN(at.getTime())) return sql`false`;
  return sql`(${createdAt}, ${id}) < (${at.toISOString()}::timestamptz, ${lastId}::uuid)`;
}
