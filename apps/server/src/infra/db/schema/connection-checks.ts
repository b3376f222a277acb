/** State of each external system at its last test by an operator. */
import { pgTable, text } from "drizzle-orm/pg-core";
import { moment, oneOf } from "./columns.ts";

export const connectionChecks = pgTable("connection_checks", {
  /** Name used by the service; the settings determine which ones exist. */
  connection: text().primaryKey(),
  state: oneOf(["ok", "warning", "fault"]).notNull(),
  checkedAt: moment().notNull(),
});
