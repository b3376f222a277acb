/** One order as a receipt, with its refunds, the invoice and the way to a refund. */
import { awaitsPayment, type Bilingual, isOrderState, shanghaiTime } from "@gradphoto/domain";
import { pathOf, type RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useSettings } from "../../state/settings.ts";
import { yuan } from "../../words/amounts.ts";
import { useSay, useWords } from "../../words/words.ts";
import { InvoiceSheet } from "./invoice-sheet.tsx";
import { OrderDocument } from "./order-document.tsx";
import { paymentWords } from "./payment-words.ts";
import { RefundSheet } from "./refund-sheet.tsx";

interface OrderCardProps {
  readonly order: RouteAnswer<"readOrder">;
  readonly refundable: boolean;
  readonly refundRule: Bilingual;
  readonly onChange: () => void;
}

export function OrderCard({ order, refundable, refundRule, onChange }: OrderCardProps) {
  const words = useWords(paymentWords);
  const say = useSay();
  const { language } = useSettings();
  const [sheet, setSheet] = useState<"invoice" | "refund" | null>(null);
  const { paidAt, invoiceRequestedAt } = order;
  const latest = order.refunds.at(-1);
  const mayAskAgain = latest === undefined || (latest.endedAt !== null && latest.state !== "succeeded");
  const close = () => {
    setSheet(null);
    onChange();
  };
  return (
    <section className="card">
      <div className="row row--between">
        <p className="price">{yuan(order.amountFen)}</p>
        <Badge label={order.label} tone={order.tone} />
      </div>
      <Facts
        rows={[
          [words.number, <LongNumber key="number" text={order.outTradeNo} />],
          [words.created, shanghaiTime(order.createdAt)],
          [words.paidAt, paidAt && shanghaiTime(paidAt)],
          [
            words.transaction(say(order.providerLabel)),
            order.transactionId && <LongNumber key="transaction" text={order.transactionId} />,
          ],
          [
            words.expires,
            isOrderState(order.state) && awaitsPayment(order.state) ? shanghaiTime(order.expiresAt) : null,
          ],
        ]}
      />
      {order.refunds.map((refund) => (
        <div className="row row--between" key={refund.refundId}>
          <span>
            {words.refund} {yuan(refund.amountFen)}
          </span>
          <Badge label={refund.label} tone={refund.tone} />
        </div>
      ))}
      {latest?.declineReason && <Notice>{words.declined(latest.declineReason)}</Notice>}
      {paidAt !== null && !order.counts && <Notice>{words.notCounted}</Notice>}
      {paidAt !== null && order.counts && (
        <>
          <OrderDocument
            id="receipt"
            path={pathOf("downloadReceipt", { orderId: order.orderId }, { language })}
            fileName={`gradphoto-receipt-${order.outTradeNo}.pdf`}
            name={words.receipt}
          />
          {invoiceRequestedAt === null ? (
            <Button id="ask-invoice" kind="second" onTap={() => setSheet("invoice")}>
              {words.invoice}
            </Button>
          ) : (
            <p className="quiet">
              {order.invoiceNumber === null
                ? words.invoiced(shanghaiTime(invoiceRequestedAt))
                : words.invoiceIssued(order.invoiceNumber)}
            </p>
          )}
          {order.hasInvoiceFile && (
            <OrderDocument
              id="invoice"
              path={pathOf("downloadInvoice", { orderId: order.orderId })}
              fileName={`gradphoto-invoice-${order.outTradeNo}.pdf`}
              name={words.theInvoice}
            />
          )}
          {mayAskAgain &&
            (refundable ? (
              <Button id="ask-refund" kind="text" onTap={() => setSheet("refund")}>
                {words.askRefund}
              </Button>
            ) : (
              <p className="quiet">{words.refundClosed(say(refundRule))}</p>
            ))}
        </>
      )}
      {sheet === "invoice" && <InvoiceSheet orderId={order.orderId} onClose={close} />}
      {sheet === "refund" && <RefundSheet orderId={order.orderId} onClose={close} />}
    </section>
  );
}

/** A long number in groups of four, which break between lines and are copied as one. */
const group = /.{1,4}/g;

const LongNumber = ({ text }: { readonly text: string }) => (
  <span className="long-number">
    {(text.match(group) ?? []).map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: groups may be alike and never move
      <span className="long-number__group" key={index}>
        {part}
      </span>
    ))}
  </span>
);
