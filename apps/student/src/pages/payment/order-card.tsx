/** One order as a receipt, with its refunds, the invoice and the refund request. */
import { awaitsPayment, type Bilingual, beijingTime, isOrderState } from "@gradphoto/domain";
import { pathOf, type RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { Badge, Facts } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { platform } from "../../platform/index.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { sessionToken } from "../../state/session.ts";
import { useSettings } from "../../state/settings.ts";
import { yuan } from "../../words/amounts.ts";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";
import { paymentWords } from "./payment-words.ts";

const wordTable = wordsOf(
  {
    download: (name: string) => `下载${name}（PDF）`,
    open: (name: string) => `打开${name}（PDF）`,
    saved: (name: string) => `${name}已保存。`,
    opened: (name: string) => `${name}已打开，可从右上角菜单保存或发给他人。`,
    notTaken: (name: string) => `没有取到${name}。请检查网络后再试，也可以截图保存本页。`,
  },
  {
    download: (name) => `Download ${name} (PDF)`,
    open: (name) => `Open ${name} (PDF)`,
    saved: (name) => `Saved: ${name}.`,
    opened: (name) =>
      `Open now: ${name}. The menu in its upper right corner saves it or sends it on.`,
    notTaken: (name) =>
      `We could not fetch ${name}. Please check the network and try again; a screenshot of this page also does.`,
  },
);

interface OrderDocumentProps {
  readonly id: string;
  readonly name: string;
  /** Path on the service. */
  readonly path: string;
  readonly fileName: string;
}

/** Receipt or invoice as a file: saved on the device, or opened where WeChat can save or forward it. */
function OrderDocument({ id, name, path, fileName }: OrderDocumentProps) {
  const words = useWords(wordTable);
  const act = useAct();
  const [isTaken, setTaken] = useState<boolean | null>(null);
  const opens = platform.documentsAre === "opened";
  const take = () =>
    act.run(async () => {
      setTaken(null);
      setTaken(await platform.takeDocument({ path, token: sessionToken() ?? "", name: fileName }));
      return null;
    });
  const taken = opens ? words.opened : words.saved;
  return (
    <>
      <Button id={id} kind="second" icon="download" busy={act.busy} onTap={() => void take()}>
        {opens ? words.open(name) : words.download(name)}
      </Button>
      {isTaken !== null && (
        <Notice tone={isTaken ? "success" : "warning"}>
          {isTaken ? taken(name) : words.notTaken(name)}
        </Notice>
      )}
    </>
  );
}

/** Requests an invoice. */
function InvoiceSheet({
  orderId,
  onClose,
}: {
  readonly orderId: string;
  readonly onClose: () => void;
}) {
  const words = useWords(paymentWords);
  const [title, setTitle] = useState("");
  const [taxNumber, setTaxNumber] = useState("");
  const [email, setEmail] = useState("");
  const act = useAct();
  const send = () =>
    act.run(async () => {
      const tax = taxNumber.trim();
      const body = { title, email, ...(tax !== "" && { taxNumber: tax.toUpperCase() }) };
      const answer = await call("requestInvoice", { params: { orderId }, body });
      if (!answer.ok) return answer.problem;
      onClose();
      return null;
    });
  return (
    <Sheet title={words.invoice} onClose={onClose}>
      <Field
        id="invoice-title"
        label={words.invoiceTitle}
        maxLength={100}
        value={title}
        onChange={setTitle}
      />
      <Field
        id="tax-number"
        label={words.taxNumber}
        maxLength={20}
        value={taxNumber}
        onChange={setTaxNumber}
      />
      <Field
        id="invoice-email"
        label={words.email}
        kind="email"
        complete="email"
        maxLength={200}
        value={email}
        onChange={setEmail}
      />
      <ProblemNotice problem={act.problem} />
      <Button
        busy={act.busy}
        off={title.trim() === "" || !email.includes("@")}
        onTap={() => void send()}
      >
        {words.send}
      </Button>
    </Sheet>
  );
}

/** Requests a refund from customer service. */
function RefundSheet({
  orderId,
  onClose,
}: {
  readonly orderId: string;
  readonly onClose: () => void;
}) {
  const words = useWords(paymentWords);
  const [reason, setReason] = useState("");
  const [sent, setSent] = useState(false);
  const act = useAct();
  const send = () =>
    act.run(async () => {
      const answer = await call("requestRefund", { params: { orderId }, body: { reason } });
      setSent(answer.ok);
      return answer.ok ? null : answer.problem;
    });
  return (
    <Sheet title={words.readRefundStatus} onClose={onClose}>
      {sent ? (
        <Notice tone="success">{words.refundSent}</Notice>
      ) : (
        <>
          <p className="text">{words.refundSure}</p>
          <Field
            id="refund-reason"
            label={words.refundReason}
            maxLength={200}
            value={reason}
            onChange={setReason}
          />
          <ProblemNotice problem={act.problem} />
          <Button
            kind="danger"
            busy={act.busy}
            off={reason.trim() === ""}
            onTap={() => void send()}
          >
            {words.readRefundStatus}
          </Button>
        </>
      )}
    </Sheet>
  );
}

interface OrderCardProps {
  readonly order: RouteAnswer<"readOrder">;
  readonly refundable: boolean;
  readonly refundRule: Bilingual;
  readonly onChange: () => void;
}

export function OrderCard({ order, refundable, refundRule, onChange }: OrderCardProps) {
  const words = useWords(paymentWords);
  const translate = useTranslate();
  const { language } = useSettings();
  const [sheet, setSheet] = useState<"invoice" | "refund" | null>(null);
  const { paidAt, invoiceRequestedAt } = order;
  const latest = order.refunds.at(-1);
  const canRetryQuery =
    latest === undefined || (latest.endedAt !== null && latest.state !== "succeeded");
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
          [words.created, beijingTime(order.createdAt)],
          [words.paidAt, paidAt && beijingTime(paidAt)],
          [
            words.transaction(translate(order.providerLabel)),
            order.transactionId && <LongNumber key="transaction" text={order.transactionId} />,
          ],
          [
            words.expires,
            isOrderState(order.state) && awaitsPayment(order.state)
              ? beijingTime(order.expiresAt)
              : null,
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
                ? words.invoiced(beijingTime(invoiceRequestedAt))
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
          {canRetryQuery &&
            (refundable ? (
              <Button id="query-refund" kind="text" onTap={() => setSheet("refund")}>
                {words.readRefundStatus}
              </Button>
            ) : (
              <p className="quiet">{words.refundClosed(translate(refundRule))}</p>
            ))}
        </>
      )}
      {sheet === "invoice" && <InvoiceSheet orderId={order.orderId} onClose={close} />}
      {sheet === "refund" && <RefundSheet orderId={order.orderId} onClose={close} />}
    </section>
  );
}

/** Groups a long number by four, so that it breaks between lines and is copied as one. */
const group = /.{1,4}/g;

const LongNumber = ({ text }: { readonly text: string }) => (
  <span className="long-number">
    {(text.match(group) ?? []).map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: groups may be equal and are never reordered
      <span className="long-number__group" key={index}>
        {part}
      </span>
    ))}
  </span>
);
