/** Accounts and transaction kinds of the ledger, and reasons for refunds, with labels for finance. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";
import { allPayProviders, type PayProviderId, payProviders } from "./pay-providers.ts";

const ledgerMeaning = {
  fees: { zh: "服务费收入", en: "Fee income" },
  surplus: { zh: "待退款项", en: "To be refunded" },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Each provider's account has the provider's id and represents our money there. */
export type LedgerAccount = PayProviderId | keyof typeof ledgerMeaning;

export const allLedgerAccounts: readonly LedgerAccount[] = [
  ...allPayProviders,
  ...keysOf(ledgerMeaning),
];

export function ledgerAccountLabel(account: LedgerAccount): Bilingual {
  if (account === "fees" || account === "surplus") return ledgerMeaning[account];
  const { zh, en } = payProviders[account];
  return { zh: `${zh}账户`, en: `Our money at ${en}` };
}

export const ledgerKinds = {
  payment: { zh: "收款", en: "Payment" },
  refund: { zh: "退款", en: "Refund" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const allLedgerKinds = keysOf(ledgerKinds);

export const refundCauses = {
  requested: { zh: "申请退款", en: "Requested" },
  "second-payment": { zh: "重复付款", en: "Second payment" },
  "late-payment": { zh: "关闭后付款", en: "Paid after closing" },
  "window-ended": { zh: "采集期结束", en: "Collection period ended" },
  left: { zh: "学生退出采集", en: "Student left" },
  "already-registered": { zh: "学信网已采集过", en: "Already registered" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type RefundCause = keyof typeof refundCauses;

export const allRefundCauses = keysOf(refundCauses);
