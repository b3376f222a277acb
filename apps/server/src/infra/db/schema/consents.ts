/** What an account agreed to: for which purpose, in which wording, for which recipient. */
import { allConsentPurposes } from "@gradphoto/domain";
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, oneOf } from "./columns.ts";

export const consents = pgTable("consents", {
  id: uuid().primaryKey(),
  accountId: uuid().notNull(),
  purpose: oneOf(allConsentPurposes).notNull(),
  version: text().notNull(),
  recipient: text().notNull(),
  givenAt: moment().notNull(),
  withdrawnAt: moment(),
});
