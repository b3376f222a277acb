/** Consents of an account: purpose, wording and recipient. */
import { allConsentPurposes } from "@gradphoto/domain";
import { sql } from "drizzle-orm";
import { check, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { moment, oneOf } from "./columns.ts";

export const consents = pgTable(
  "consents",
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    purpose: oneOf(allConsentPurposes).notNull(),
    version: text().notNull(),
    recipient: text().notNull(),
    givenAt: moment().notNull(),
    withdrawnAt: moment(),
  },
  (table) => [
    uniqueIndex().on(table.accountId, table.purpose, table.version, table.recipient).where(sql`withdrawn_at is null`),
    check("consents_check", sql`withdrawn_at >= given_at`),
  ],
);
