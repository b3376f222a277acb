/** Kinds of columns that return in many tables. */
import { bigint, text, timestamp } from "drizzle-orm/pg-core";
import type { Sealed } from "../../sealing/seal.ts";
import type { SearchHash } from "../../sealing/search-hash.ts";

export const sealed = () => text().$type<Sealed>();
export const searchHash = () => text().$type<SearchHash>();
/** 64 hexadecimal digits. */
export const sha256 = () => text();
/** Money in fen, 0 or more. */
export const fen = () => bigint({ mode: "number" });
/**
 * A code of one of the domain's lists, or of one that nobody else needs. The database checks the same: a test compares
 * them, and a code that is added needs a migration.
 */
export function oneOf<Code extends string>(codes: readonly Code[]) {
  const [first, ...others] = codes;
  if (first === undefined) throw new Error("A column of no codes can hold nothing");
  return text({ enum: [first, ...others] });
}
export const moment = () => timestamp({ withTimezone: true, mode: "date" });
export const serial = () => bigint({ mode: "number" }).generatedAlwaysAsIdentity();
