/** Condition that matches ids by their prefix, as lists display it. It is a range, so the index on the id serves it. */
import { between, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** At least 8 hex digits: a shorter prefix would match ids by chance. */
const beginning = /^[0-9a-f]{8,32}$/;

/** Accepts the prefix in any case, with or without hyphens and spaces. Any other text matches no id. */
export function beginsWith(id: PgColumn, text: string): SQL {
  const digits = text.replace(/[\s-]/g, "").toLowerCase();
  return beginning.test(digits) ? between(id, digits.padEnd(32, "0"), digits.padEnd(32, "f")) : sql`false`;
}
