/** All proposed configuration changes, with their outcome. */
import {
  type AnyConfigurationValue,
  allConfigurationItems,
  allConfigurationStates,
} from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { momentInMs, oneOf, refersTo, sealed, serial } from "./columns.ts";
import { staff } from "./staff.ts";

export const configurationChanges = pgTable(
  "configuration_changes",
  {
    id: uuid().primaryKey(),
    /**
     * Order of the changes. At most one proposal per value is pending; the confirmed change with the highest number is
     * in force.
     */
    number: serial(),
    item: oneOf(allConfigurationItems).notNull(),
    /** Subject of the value if the item has several; otherwise empty. */
    subject: text().notNull(),
    /** The value in force at the time of the proposal. */
    before: jsonb().$type<AnyConfigurationValue>().notNull(),
    value: jsonb().$type<AnyConfigurationValue>().notNull(),
    why: sealed().notNull(),
    state: oneOf(allConfigurationStates).notNull(),
    proposedBy: refersTo(() => staff.id),
    proposedAt: momentInMs().notNull(),
    decidedBy: uuid().references(() => staff.id),
    decidedAt: momentInMs(),
    declinedWhy: sealed(),
  },
  (table) => [
    uniqueIndex("configuration_changes_waiting_idx")
      .on(table.item, table.subject)
      .where(sql`state = 'proposed'`),
    index("configuration_changes_in_force_idx")
      .on(table.item, table.subject, table.number.desc())
      .where(sql`state = 'confirmed'`),
    index().on(table.proposedAt, table.id),
    check(
      "configuration_changes_decided_check",
      sql`(state = 'proposed') = (decided_at is null) and (decided_at is null) = (decided_by is null)`,
    ),
    check(
      "configuration_changes_declined_why_check",
      sql`(declined_why is not null) = (state = 'declined')`,
    ),
    check(
      "configuration_changes_two_persons_check",
      sql`state not in ('confirmed', 'declined') or decided_by <> proposed_by`,
    ),
  ],
);
