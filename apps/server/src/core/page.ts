/** One page of rows, cut by the key of the last row before it: what comes meanwhile moves nothing. */
import { asc, desc, type SQL, type SQLWrapper, sql } from "drizzle-orm";

export interface PageQuery {
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Goes into `after` for the next page; null on the last. */
  readonly next: string | null;
}

/** In which order the rows stand, and how the last of a page is told to the next. */
export interface PageKey<Value> {
  readonly isBehind: (cursor: string) => SQL;
  readonly order: SQL[];
  readonly cursorOf: (value: Value) => string;
}

type Order = "latest-first" | "earliest-first";

interface Moment {
  readonly at: Date;
  readonly id: string;
}

/** By time and id: the cursor is milliseconds and id. */
export function byTime(order: Order, at: SQLWrapper, id: SQLWrapper): PageKey<Moment> {
  const isRising = order === "earliest-first";
  const sign = isRising ? sql`>` : sql`<`;
  const sort = isRising ? asc : desc;
  return {
    isBehind: (cursor) => {
      const [ms = "", lastId = ""] = cursor.split("_");
      return sql`(${at}, ${id}) ${sign} (${new Date(Number(ms)).toISOString()}::timestamptz, ${lastId}::uuid)`;
    },
    order: [sort(at), sort(id)],
    cursorOf: (last) => `${last.at.getTime()}_${last.id}`,
  };
}

/** By a number that grows with every row. */
export const byNumber = (order: Order, column: SQLWrapper): PageKey<number> =>
  order === "earliest-first"
    ? { isBehind: (cursor) => sql`${column} > ${Number(cursor)}`, order: [asc(column)], cursorOf: String }
    : { isBehind: (cursor) => sql`${column} < ${Number(cursor)}`, order: [desc(column)], cursorOf: String };

/** By a code, the smallest first. */
export const byCode = (column: SQLWrapper): PageKey<string> => ({
  isBehind: (cursor) => sql`${column} > ${cursor}`,
  order: [asc(column)],
  cursorOf: String,
});

/** What the select of one page takes. */
export interface Cut {
  /** Part of its condition. */
  readonly isNext: SQL | undefined;
  readonly order: SQL[];
  /** One more than the page: whether there is another. */
  readonly limit: number;
}

interface Reading<Row, Value> {
  readonly key: PageKey<Value>;
  readonly select: (cut: Cut) => PromiseLike<readonly Row[]>;
  readonly keyOf: (row: Row) => Value;
}

export async function readPage<Row, Value>(
  { limit, after }: PageQuery,
  { key, select, keyOf }: Reading<Row, Value>,
): Promise<Page<Row>> {
  const isNext = after === undefined ? undefined : key.isBehind(after);
  const match = await select({ isNext, order: key.order, limit: limit + 1 });
  const rows = match.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: match.length > limit && last !== undefined ? key.cursorOf(keyOf(last)) : null };
}
