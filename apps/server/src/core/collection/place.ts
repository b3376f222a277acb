/** A department or class by its name, however a row spells it. */
import { placeKey } from "@gradphoto/domain";
import { type SQL, sql } from "drizzle-orm";
import type { expectedNumbers, exports, persons, reminders } from "../../infra/db/schema/index.ts";

/** In full width or half, with spaces or without: the database's word for `placeKey`. */
export const isPlace = (
  column:
    | typeof persons.department
    | typeof persons.class
    | typeof expectedNumbers.department
    | typeof exports.department
    | typeof reminders.department,
  name: string,
): SQL => sql`regexp_replace(normalize(${column}, NFKC), '\\s+', '', 'g') = ${placeKey(name)}`;
