/** Processing of many rows in which a failing row does not block the others. */
import { isDatabaseAway } from "./db/database.ts";
import { faultFields } from "./log.ts";

/** Logs a warning for the operator; the fields contain no personal data. */
export type Warn = (fields: object, message: string) => void;

/**
 * Processes the rows one after the other, and returns the number of rows for which `work` returned true. An error of
 * one row is logged and does not block the others; an unreachable database ends the loop.
 */
export async function processEachRow<Row>(
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
