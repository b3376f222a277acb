/** Works on many rows so that one which fails holds up no other. */
import { isDatabaseAway } from "./db/database-away.ts";
import { faultFields } from "./log.ts";

/** Tells an operator; the fields say nothing of persons. */
export type Warn = (fields: object, message: string) => void;

/**
 * One row after the other: what one of them throws is logged and holds up no other; a database that is away ends it all.
 * Answers for how many rows `work` answered true.
 */
export async function eachByItself<Row>(
  rows: readonly Row[],
  work: (row: Row) => Promise<boolean>,
  warn: Warn,
): Promise<number> {
  let done = 0;
  for (const row of rows) {
    try {
      if (await work(row)) done += 1;
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      warn(faultFields(error), "one row failed; it is tried again");
    }
  }
  return done;
}
