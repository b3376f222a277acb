/** Students' accounts and how WeChat knows them. */
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment, sealed, searchHash } from "./columns.ts";

export const accounts = pgTable("accounts", {
  id: uuid().primaryKey(),
  phone: sealed(),
  phoneHash: searchHash(),
  createdAt: moment().notNull(),
  retainUntil: moment().notNull(),
});

/** One per account and WeChat app; the unionid joins the apps. */
export const accountIdentities = pgTable("account_identities", {
  id: uuid().primaryKey(),
  accountId: uuid().notNull(),
  appid: text().notNull(),
  openid: sealed().notNull(),
  openidHash: searchHash().notNull(),
  unionid: sealed(),
  unionidHash: searchHash(),
  createdAt: moment().notNull(),
});
