/** Compares departments and classes by name, regardless of spelling variants. */
import { placeKey } from "@gradphoto/domain";
import { type SQL, sql } from "drizzle-orm";
import type { expectedNumbers, exports, persons, reminders } from "../../infra/db/schema/index.ts";

/** SQL equivalent of `placeKey`: ignores spaces and full-width or half-width forms. */
export const isPlace = (
  column:
    | typeof persons.department
    | typeof persons.class
    | typeof expectedNumbers.department
    | typeof exports.department
    | typeof reminders.department,
  name: string,
): SQL => sql`regexp_replace(normalize(${column}, NFKC), '\\s+', '', 'g') = ${placeKey(name)}`;
