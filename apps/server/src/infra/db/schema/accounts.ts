/** Students' accounts and their WeChat identities. */
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, sealed, searchHash } from "./columns.ts";

export const accounts = pgTable(
  "accounts",
  {
    id: uuid().primaryKey(),
    phone: sealed(),
    phoneHash: searchHash().unique(),
    createdAt: moment().notNull(),
    retainUntil: moment().notNull(),
  },
  (table) => [index().on(table.retainUntil), check("accounts_check", sql`(phone is null) = (phone_hash is null)`)],
);

/** One per account and WeChat app; the unionid links the apps. */
export const accountIdentities = pgTable(
  "account_identities",
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    appid: text().notNull(),
    openid: sealed().notNull(),
    openidHash: searchHash().notNull(),
    unionid: sealed(),
    unionidHash: searchHash(),
    createdAt: moment().notNull(),
  },
  (table) => [
    unique().on(table.appid, table.openidHash),
    index().on(table.accountId),
    index().on(table.unionidHash),
    check("account_identities_check", sql`(unionid is null) = (unionid_hash is null)`),
  ],
);
