/** Words that people typed are sealed; those from before they were stand in a plain column, until `rekey` has sealed them. */
import type { Sealed, Sealer } from "../infra/sealing/seal.ts";

/** `table.column` of the sealed words, and the column where they stood in plain. */
export interface FreeWords {
  readonly table: string;
  readonly column: string;
  readonly plain: string;
}

export const correctionReason: FreeWords = { table: "corrections", column: "sealed_reason", plain: "reason" };

/** All there are. */
export const freeWords: readonly FreeWords[] = [correctionReason];

const placeOf = ({ table, column }: FreeWords, rowId: string) => ({ column: `${table}.${column}`, rowId });

export const sealWords = (sealer: Sealer, which: FreeWords, rowId: string, words: string): Sealed =>
  sealer.seal(words, placeOf(which, rowId));

/** null where there are none, or they were erased. */
export function openWords(
  sealer: Sealer,
  which: FreeWords,
  { id, sealed, plain }: { readonly id: string; readonly sealed: Sealed | null; readonly plain: string | null },
): string | null {
  if (sealed !== null) return sealer.open(sealed, placeOf(which, id));
  return plain === "" ? null : plain;
}
