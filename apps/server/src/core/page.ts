/**
 * Keyset pagination: a page starts after the key of the previous page's last row, so concurrent inserts shift nothing.
 */
import { asc, between, desc, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Pattern of an id prefix. A prefix of fewer than 8 hex digits would match ids by chance. */
const beginning = /^[0-9a-f]{8,32}$/;

/** Matches an id prefix in any case, with or without hyphens and spaces. Any other text matches no id. */
export function idStartsWith(id: PgColumn, text: string): SQL {
  const digits = text.replace(/[\s-]/g, "").toLowerCase();
  return beginning.test(digits)
    ? between(id, digits.padEnd(32, "0"), digits.padEnd(32, "f"))
    : sql`false`;
}

export interface PageQuery {
  readonly limit: number;
  /** `next` of the previous page. */
  readonly after?: string | undefined;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Value of `after` for the next page; null on the last page. */
  readonly next: string | null;
}

/** Order of the rows and the cursor that resumes after a row. */
export interface PageKey<Value> {
  readonly isAfterCursor: (cursor: string) => SQL;
  readonly order: SQL[];
  readonly cursorOf: (value: Value) => string;
}

type Order = "latest-first" | "earliest-first";

interface Moment {
  readonly at: Date;
  readonly id: string;
}

/** Orders by time, then id. The cursor holds milliseconds and the id. */
export function byTime(order: Order, at: SQLWrapper, id: SQLWrapper): PageKey<Moment> {
  const isRising = order === "earliest-first";
  const sign = isRising ? sql`>` : sql`<`;
  const sort = isRising ? asc : desc;
  return {
    isAfterCursor: (cursor) => {
      const [ms = "", lastId = ""] = cursor.split("_");
      return sql`(${at}, ${id}) ${sign} (${new Date(Number(ms)).toISOString()}::timestamptz, ${lastId}::uuid)`;
    },
    order: [sort(at), sort(id)],
    cursorOf: (last) => `${last.at.getTime()}_${last.id}`,
  };
}

/** Orders by a number that grows with every row. */
export const byNumber = (order: Order, column: SQLWrapper): PageKey<number> =>
  order === "earliest-first"
    ? {
        isAfterCursor: (cursor) => sql`${column} > ${Number(cursor)}`,
        order: [asc(column)],
        cursorOf: String,
      }
    : {
        isAfterCursor: (cursor) => sql`${column} < ${Number(cursor)}`,
        order: [desc(column)],
        cursorOf: String,
      };

/** Orders by a code, ascending. */
export const byCode = (column: SQLWrapper): PageKey<string> => ({
  isAfterCursor: (cursor) => sql`${column} > ${cursor}`,
  order: [asc(column)],
  cursorOf: String,
});

/** Condition, order and limit of the select that reads one page. */
export interface PageClause {
  /** Part of the `where` condition. */
  readonly whereNext: SQL | undefined;
  readonly order: SQL[];
  /** One more than the page size, to detect whether there is another page. */
  readonly limit: number;
}

interface Reading<Row, Value> {
  readonly key: PageKey<Value>;
  readonly select: (cut: PageClause) => PromiseLike<readonly Row[]>;
  readonly keyOf: (row: Row) => Value;
}

export async function readPage<Row, Value>(
  { limit, after }: PageQuery,
  { key, select, keyOf }: Reading<Row, Value>,
): Promise<Page<Row>> {
  const whereNext = after === undefined ? undefined : key.isAfterCursor(after);
  const selected = await select({ whereNext, order: key.order, limit: limit + 1 });
  const rows = selected.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows,
    next: selected.length > limit && last !== undefined ? key.cursorOf(keyOf(last)) : null,
  };
}
