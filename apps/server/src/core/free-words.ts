/** Sealed columns of free text in rows that outlive an erasure. Erasures empty all of these columns. */
import { getTableName, inArray, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgTable } from "drizzle-orm/pg-core";
import {
  collectionHistory,
  corrections,
  orders,
  paymentDifferences,
  refunds,
  reviewTasks,
} from "../infra/db/schema/index.ts";
import type { Sealed, Sealer } from "../infra/sealing/seal.ts";

/** A table with sealed free-text columns. Its primary key is `id`. */
export interface FreeTextTable {
  readonly table: PgTable;
  /** Selects the rows that belong to these collections. */
  readonly about: (collectionIds: SQLWrapper) => SQL;
  /**
   * Rows whose text can be typed long after the collection ended: the condition that selects them, and the collection
   * of each. null means that there are none.
   */
  readonly typedLater: { readonly where: SQL; readonly collectionId: SQL } | null;
}

/** One sealed column, by its property name in the row type. */
export interface FreeWords<SealedName extends string = string> {
  readonly in: FreeTextTable;
  readonly sealed: SealedName;
}

const history: FreeTextTable = {
  table: collectionHistory,
  about: (collectionIds) => inArray(collectionHistory.collectionId, collectionIds),
  typedLater: null,
};
const allCorrections: FreeTextTable = {
  table: corrections,
  about: (collectionIds) => inArray(corrections.collectionId, collectionIds),
  typedLater: null,
};
const allTasks: FreeTextTable = {
  table: reviewTasks,
  about: (collectionIds) => inArray(reviewTasks.collectionId, collectionIds),
  typedLater: { where: sql`kind = 'honeypot'`, collectionId: sql`${reviewTasks.collectionId}` },
};
const allRefunds: FreeTextTable = {
  table: refunds,
  about: (collectionIds) =>
    inArray(
      refunds.orderId,
      sql`(select ${orders.id} from ${orders} where ${inArray(orders.collectionId, collectionIds)})`,
    ),
  // A second person decides by the reason, so it remains until the refund has ended.
  typedLater: {
    where: sql`${refunds.endedAt} is not null`,
    collectionId: sql`(select ${orders.collectionId} from ${orders} where ${orders.id} = ${refunds.orderId})`,
  },
};
const differences: FreeTextTable = {
  table: paymentDifferences,
  about: (collectionIds) =>
    inArray(
      paymentDifferences.outTradeNo,
      sql`(select ${orders.outTradeNo} from ${orders} where ${inArray(orders.collectionId, collectionIds)})`,
    ),
  typedLater: {
    where: sql`true`,
    collectionId: sql`(select ${orders.collectionId} from ${orders} where ${orders.outTradeNo} = ${paymentDifferences.outTradeNo})`,
  },
};

export const moveReason = { in: history, sealed: "sealedReason" } as const;
export const correctionReason = { in: allCorrections, sealed: "sealedReason" } as const;
export const reviewWords = { in: allTasks, sealed: "sealedWords" } as const;
export const exceptionEvidence = { in: allTasks, sealed: "evidence" } as const;
export const refundReason = { in: allRefunds, sealed: "sealedReason" } as const;
export const refundDeclineReason = { in: allRefunds, sealed: "sealedDeclineReason" } as const;
export const differenceNote = { in: differences, sealed: "sealedNote" } as const;

/** Free-text columns that erasures empty. Notes and cases of customer service are deleted as rows instead. */
export const freeTextColumns: readonly FreeWords[] = [
  moveReason,
  correctionReason,
  reviewWords,
  exceptionEvidence,
  refundReason,
  refundDeclineReason,
  differenceNote,
];

type RowId = string | number;

const placeOf = (column: FreeWords, rowId: RowId) => ({
  column: `${getTableName(column.in.table)}.${toSnakeCase(column.sealed)}`,
  rowId: String(rowId),
});

export const sealWords = (sealer: Sealer, column: FreeWords, rowId: RowId, words: string): Sealed =>
  sealer.seal(words, placeOf(column, rowId));

/** Text that a person typed, with the sealer that encrypts it once the row id is known. */
export interface TypedText {
  readonly typed: string;
  readonly sealer: Sealer;
}

export const sealTypedText = (
  { sealer, typed }: TypedText,
  column: FreeWords,
  rowId: RowId,
): Sealed => sealWords(sealer, column, rowId, typed);

/** Returns the decrypted text, or null when there is no text or it was erased. */
export function openWords<SealedName extends string>(
  sealer: Sealer,
  column: FreeWords<SealedName>,
  row: { readonly id: RowId } & Readonly<Record<SealedName, Sealed | null>>,
): string | null {
  const cells: Readonly<Record<SealedName, Sealed | null>> = row;
  const sealed = cells[column.sealed];
  return sealed && sealer.open(sealed, placeOf(column, row.id));
}

/** Returns the reason for a move: text that a person typed or a fixed text of the service. null when there is none. */
export const reasonOfMove = (
  sealer: Sealer,
  step: Pick<typeof collectionHistory.$inferSelect, "id" | "reason" | "sealedReason">,
): string | null => openWords(sealer, moveReason, step) ?? step.reason;
