/** Orders, payments and refunds, as the provider has them. */
import { orderStates, payProviders, refundCauses, refundStates } from "@gradphoto/domain";
import { desc, eq } from "drizzle-orm";
import { openWords, refundDeclineReason, refundReason } from "../../core/free-words.ts";
import { orders, refunds } from "../../infra/db/schema/index.ts";
import { byRole, type Entry, mostRows, type Source, tell } from "./entry.ts";

export const payments: Source = async ({ db }, collectionId) => {
  const rows = await db
    .select()
    .from(orders)
    .where(eq(orders.collectionId, collectionId))
    .orderBy(desc(orders.createdAt))
    .limit(mostRows);
  return rows.flatMap((row): Entry[] => {
    const { label, tone } = orderStates[row.state];
    const { provider, amountFen, outTradeNo, transactionId, paidAt, createdAt, counts } = row;
    const ordered = tell({
      kind: "order",
      at: createdAt,
      title: { zh: `下单 · ${label.zh}`, en: `Ordered · ${label.en}` },
      tone: paidAt === null ? tone : "neutral",
      byLabel: byRole("student"),
      amountFen,
      number: outTradeNo,
    });
    if (paidAt === null) return [ordered];
    const paid = counts
      ? {
          title: { zh: `${payProviders[provider].zh}到账`, en: `Paid with ${payProviders[provider].en}` },
          tone: "success" as const,
        }
      : {
          title: { zh: "重复或过期付款，自动退回", en: "Second or late payment, sent back by itself" },
          tone: "warning" as const,
        };
    // WeChat Pay tells whole seconds: what was paid at once must not stand before its order.
    const at = new Date(Math.max(paidAt.getTime(), createdAt.getTime()));
    return [tell({ kind: "payment", at, ...paid, amountFen, number: transactionId }), ordered];
  });
};

export const repayments: Source = async ({ db, sealer }, collectionId) => {
  const rows = await db
    .select({ refund: refunds })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(eq(orders.collectionId, collectionId))
    .orderBy(desc(refunds.createdAt))
    .limit(mostRows);
  return rows.flatMap(({ refund }): Entry[] => {
    const { state, cause, createdAt, endedAt, amountFen, outRefundNo, requestedByRole } = refund;
    const { label, tone } = refundStates[state];
    const why = refundCauses[cause];
    const facts = { kind: "refund", tone, amountFen, number: outRefundNo } as const;
    const begun = tell({
      ...facts,
      at: createdAt,
      title: { zh: `退款（${why.zh}）· ${label.zh}`, en: `Refund (${why.en}) · ${label.en}` },
      byLabel: byRole(requestedByRole),
      words: openWords(sealer, refundReason, refund),
    });
    const ended = { zh: `退款结果 · ${label.zh}`, en: `Refund ended · ${label.en}` };
    const words = openWords(sealer, refundDeclineReason, refund);
    return endedAt === null ? [begun] : [tell({ ...facts, at: endedAt, title: ended, words }), begun];
  });
};
