/** Kinds of columns that return in many tables; a custom type is a domain of the database, made by a migration by hand. */
import { allLedgerAccounts, allPayProviders } from "@gradphoto/domain";
import { bigint, customType, text, timestamp } from "drizzle-orm/pg-core";
import type { Sealed } from "../../sealing/seal.ts";
import type { SearchHash } from "../../sealing/search-hash.ts";

export const sealed = customType<{ data: Sealed }>({ dataType: () => "sealed" });
export const searchHash = customType<{ data: SearchHash }>({ dataType: () => "search_hash" });
/** 64 hexadecimal digits. */
export const sha256 = customType<{ data: string }>({ dataType: () => "sha256_hex" });
/** Money in fen, 0 or more. */
export const fen = customType<{ data: number; driverData: string }>({ dataType: () => "fen", fromDriver: Number });

type CodeIn<List extends readonly string[]> = { readonly data: List[number] };
/** Lists that several tables share: the domain itself checks them. */
export const codeDomains = { pay_provider: allPayProviders, ledger_account: allLedgerAccounts };
export const payProvider = customType<CodeIn<typeof allPayProviders>>({ dataType: () => "pay_provider" });
export const ledgerAccount = customType<CodeIn<typeof allLedgerAccounts>>({ dataType: () => "ledger_account" });

/**
 * A code of one of the domain's lists, or of one that nobody else needs. The database checks the same: the column's check
 * is generated with its table, and a code that is added needs a migration.
 */
export function oneOf<Code extends string>(codes: readonly Code[]) {
  const [first, ...others] = codes;
  if (first === undefined) throw new Error("A column of no codes can hold nothing");
  return text({ enum: [first, ...others] });
}
/** Codes of a list within a statement. */
export const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(", ");
export const moment = () => timestamp({ withTimezone: true, mode: "date" });
/** As exact as a Date, which a page of a list goes on from. */
export const momentInMs = () => timestamp({ withTimezone: true, mode: "date", precision: 3 });
export const serial = () => bigint({ mode: "number" }).generatedAlwaysAsIdentity();
