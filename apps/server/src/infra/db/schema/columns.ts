/** Column types used by many tables; a custom type is a database domain, created by a handwritten migration. */
import { allLedgerAccounts, allPayProviders } from "@gradphoto/domain";
import { type AnyPgColumn, bigint, customType, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { Sealed } from "../../sealing/seal.ts";
import type { SearchHash } from "../../sealing/search-hash.ts";

export const sealed = customType<{ data: Sealed }>({ dataType: () => "sealed" });
export const searchHash = customType<{ data: SearchHash }>({ dataType: () => "search_hash" });
/** 64 hexadecimal digits. */
export const sha256 = customType<{ data: string }>({ dataType: () => "sha256_hex" });
/** Money in fen, 0 or more. */
export const fen = customType<{ data: number; driverData: string }>({
  dataType: () => "fen",
  fromDriver: Number,
});

type CodeIn<List extends readonly string[]> = { readonly data: List[number] };
/** Code lists that several tables share and that a database domain checks. */
export const codeDomains = { pay_provider: allPayProviders, ledger_account: allLedgerAccounts };
export const payProvider = customType<CodeIn<typeof allPayProviders>>({
  dataType: () => "pay_provider",
});
export const ledgerAccount = customType<CodeIn<typeof allLedgerAccounts>>({
  dataType: () => "ledger_account",
});

/**
 * Creates a column type for the codes of a list. The database enforces it with a check generated with the table, so a
 * new code needs a migration.
 */
export function oneOf<Code extends string>(codes: readonly Code[]) {
  const [first, ...others] = codes;
  if (first === undefined) throw new Error("A column of no codes can hold nothing");
  return text({ enum: [first, ...others] });
}
/** Formats the codes as an SQL list. */
export const quoted = (codes: readonly string[]): string =>
  codes.map((code) => `'${code}'`).join(", ");
export const moment = () => timestamp({ withTimezone: true, mode: "date" });
/** Creates a timestamp with millisecond precision like a Date, because page cursors compare it. */
export const momentInMs = () => timestamp({ withTimezone: true, mode: "date", precision: 3 });
export const serial = () => bigint({ mode: "number" }).generatedAlwaysAsIdentity();
/** Creates a required reference to another row. */
export const refersTo = (column: () => AnyPgColumn) => uuid().notNull().references(column);
/** Creates a required reference to the row with which this row is deleted. */
export const partOf = (column: () => AnyPgColumn) =>
  uuid().notNull().references(column, { onDelete: "cascade" });
