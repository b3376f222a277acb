/**
 * Words that people typed are sealed: all columns that hold them, which `rekey` and erasures go by. Those from before they
 * were sealed stand in a plain column, until `rekey` has sealed them.
 */
import { and, eq, getTableName, inArray, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgTable } from "drizzle-orm/pg-core";
import {
  collectionHistory,
  corrections,
  honeypotAnswers,
  honeypots,
  orders,
  paymentDifferences,
  refunds,
  reviews,
} from "../infra/db/schema/index.ts";
import type { Sealed, Sealer } from "../infra/sealing/seal.ts";

/** Its rows are found by their `id`. */
export interface WordyTable {
  readonly table: PgTable;
  /** The rows that are about these collections. */
  readonly about: (collectionIds: SQLWrapper) => SQL;
  /** The collection that a row is about, in a small table whose words are typed when collections ended long ago too; null: in none. */
  readonly typedLater: SQL | null;
}

/** Columns by the names that rows have here. */
export interface FreeWords<SealedName extends string = string, PlainName extends string = string> {
  readonly in: WordyTable;
  readonly sealed: SealedName;
  /** Where they stood before; null: they never stood in plain. */
  readonly plain: PlainName | null;
  /** Rows with a person's words in the plain column, where it holds ours too. */
  readonly typed?: SQL | undefined;
}

const history: WordyTable = {
  table: collectionHistory,
  about: (collectionIds) => inArray(collectionHistory.collectionId, collectionIds),
  typedLater: null,
};
const allCorrections: WordyTable = {
  table: corrections,
  about: (collectionIds) => inArray(corrections.collectionId, collectionIds),
  typedLater: null,
};
const allReviews: WordyTable = {
  table: reviews,
  about: (collectionIds) => inArray(reviews.collectionId, collectionIds),
  typedLater: null,
};
const allAnswers: WordyTable = {
  table: honeypotAnswers,
  about: (collectionIds) =>
    inArray(
      honeypotAnswers.honeypotId,
      sql`(select ${honeypots.id} from ${honeypots} where ${inArray(honeypots.collectionId, collectionIds)})`,
    ),
  typedLater: sql`(select ${honeypots.collectionId} from ${honeypots} where ${honeypots.id} = ${honeypotAnswers.honeypotId})`,
};
const allRefunds: WordyTable = {
  table: refunds,
  about: (collectionIds) =>
    inArray(
      refunds.orderId,
      sql`(select ${orders.id} from ${orders} where ${inArray(orders.collectionId, collectionIds)})`,
    ),
  // By its reason a second person decides: it stands until the refund has ended.
  typedLater: sql`(select ${orders.collectionId} from ${orders}
    where ${orders.id} = ${refunds.orderId} and ${refunds.endedAt} is not null)`,
};
const differences: WordyTable = {
  table: paymentDifferences,
  about: (collectionIds) =>
    inArray(
      paymentDifferences.outTradeNo,
      sql`(select ${orders.outTradeNo} from ${orders} where ${inArray(orders.collectionId, collectionIds)})`,
    ),
  typedLater: sql`(select ${orders.collectionId} from ${orders} where ${orders.outTradeNo} = ${paymentDifferences.outTradeNo})`,
};

const isTypedReason = or(
  inArray(collectionHistory.move, ["appeal", "escalate", "reject", "start-refund"]),
  and(eq(collectionHistory.move, "withdraw"), eq(collectionHistory.actorRole, "service")),
);

export const moveReason = { in: history, sealed: "sealedReason", plain: "reason", typed: isTypedReason } as const;
export const correctionReason = { in: allCorrections, sealed: "sealedReason", plain: "reason" } as const;
export const reviewWords = { in: allReviews, sealed: "sealedWords", plain: "words" } as const;
export const answerWords: FreeWords<"sealedWords", never> = { in: allAnswers, sealed: "sealedWords", plain: null };
export const exceptionEvidence = { in: allReviews, sealed: "evidence", plain: null } as const;
export const refundReason = { in: allRefunds, sealed: "sealedReason", plain: "reason" } as const;
export const refundDeclineReason = { in: allRefunds, sealed: "sealedDeclineReason", plain: "declineReason" } as const;
export const differenceNote = { in: differences, sealed: "sealedNote", plain: "note" } as const;

/** All there are. */
export const freeWords: readonly FreeWords[] = [
  moveReason,
  correctionReason,
  reviewWords,
  answerWords,
  exceptionEvidence,
  refundReason,
  refundDeclineReason,
  differenceNote,
];

type Which = Pick<FreeWords, "in" | "sealed">;
type RowId = string | number;

const placeOf = (which: Which, rowId: RowId) => ({
  column: `${getTableName(which.in.table)}.${toSnakeCase(which.sealed)}`,
  rowId: String(rowId),
});

export const sealWords = (sealer: Sealer, which: Which, rowId: RowId, words: string): Sealed =>
  sealer.seal(words, placeOf(which, rowId));

/** Words that a person typed, with what seals them once their row is known. */
export interface Typed {
  readonly typed: string;
  readonly sealer: Sealer;
}

export const sealTyped = ({ sealer, typed }: Typed, which: Which, rowId: RowId): Sealed =>
  sealWords(sealer, which, rowId, typed);

type WordsRow<SealedName extends string, PlainName extends string> = { readonly id: RowId } & Readonly<
  Record<SealedName, Sealed | null>
> &
  Readonly<Record<PlainName, string | null>>;

/** null where there are none, or they were erased. */
export function openWords<SealedName extends string, PlainName extends string = never>(
  sealer: Sealer,
  which: FreeWords<SealedName, PlainName>,
  row: WordsRow<SealedName, PlainName>,
): string | null {
  const sealedCells: Readonly<Record<SealedName, Sealed | null>> = row;
  const plainCells: Readonly<Record<PlainName, string | null>> = row;
  const sealed = sealedCells[which.sealed];
  if (sealed !== null) return sealer.open(sealed, placeOf(which, row.id));
  const plain = which.plain === null ? null : plainCells[which.plain];
  return plain === "" ? null : plain;
}
