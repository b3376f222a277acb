/** How each outside system was when an operator last asked. */
import { pgTable, text } from "drizzle-orm/pg-core";
import { moment, oneOf } from "./columns.ts";

export const connectionChecks = pgTable("connection_checks", {
  /** As the service names it; which there are depends on the settings. */
  connection: text().primaryKey(),
  state: oneOf(["ok", "warning", "fault"]).notNull(),
  checkedAt: moment().notNull(),
});
