/** Ids by their beginning, as lists show it and as it is read out: a range, which the index of the ids serves. */
import { between, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** With fewer it would be a guess. */
const beginning = /^[0-9a-f]{8,32}$/;

/** In groups, in capitals, with hyphens or without; any other text begins no id. */
export function beginsWith(id: PgColumn, text: string): SQL {
  const digits = text.replace(/[\s-]/g, "").toLowerCase();
  return beginning.test(digits) ? between(id, digits.padEnd(32, "0"), digits.padEnd(32, "f")) : sql`false`;
}
