/** Income of each project by a day's bill: added up line by line, stored with the day. */
import { and, eq } from "drizzle-orm";
import type { Transaction } from "../infra/db/database.ts";
import { incomeDays } from "../infra/db/schema/index.ts";
import type { BillPayment, BillRefund } from "../infra/pay/trade-bill.ts";
import type { BillDay } from "./record-difference.ts";

/** Figures of one project or of a complete bill, in fen. */
export interface Income {
  payments: number;
  refunds: number;
  paidFen: number;
  refundedFen: number;
  /** Fee that the provider keeps; negative when it refunds more fees than it charges. */
  processingFeeFen: number;
}

export const noIncome = (): Income => ({
  payments: 0,
  refunds: 0,
  paidFen: 0,
  refundedFen: 0,
  processingFeeFen: 0,
});

export function addPayment(income: Income, { amountFen, processingFeeFen }: BillPayment): void {
  income.payments += 1;
  income.paidFen += amountFen;
  income.processingFeeFen += processingFeeFen;
}

export function addRefund(income: Income, { refundFen, processingFeeFen }: BillRefund): void {
  income.refunds += 1;
  income.refundedFen += refundFen;
  income.processingFeeFen += processingFeeFen;
}

export type IncomeByProject = Map<string, Income>;

/** Returns the entry of a project, and creates an empty one when there is none. */
export function incomeOf(byProject: IncomeByProject, projectId: string): Income {
  const income = byProject.get(projectId) ?? noIncome();
  byProject.set(projectId, income);
  return income;
}

/** Writes the figures of a day, in place of those of an earlier comparison. */
export async function writeIncome(
  tx: Transaction,
  { provider, day }: BillDay,
  byProject: IncomeByProject,
) {
  await tx
    .delete(incomeDays)
    .where(and(eq(incomeDays.provider, provider), eq(incomeDays.day, day)));
  const rows = [...byProject].map(([projectId, income]) => ({
    provider,
    day,
    projectId,
    ...income,
  }));
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    await tx.insert(incomeDays).values(rows.slice(at, at + rowsAtOnce));
  }
}

const rowsAtOnce = 1000;
