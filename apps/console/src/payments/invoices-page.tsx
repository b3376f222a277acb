/** Requests for invoices, and noting that one was made out. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { moment, yuan } from "../lib/amounts.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { ExportButton } from "../parts/export-button.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useNeeded } from "../parts/form/rules.ts";
import { Page } from "../parts/page.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { financeWords } from "./finance-words.ts";

type Invoice = RouteAnswer<"listInvoiceRequests">["invoices"][number];

const stateOf = (text: string | undefined) =>
  (["open", "issued"] as const).find((state) => state === text) ?? ("all" as const);

export default function InvoicesPage() {
  const t = useWords(financeWords);
  const needed = useNeeded();
  const invalidate = useInvalidate();
  const [issuing, setIssuing] = useState<Invoice | null>(null);
  const columns: readonly Column<Invoice>[] = [
    { key: "order", title: { zh: "商户订单号", en: "Order number" }, show: ({ outTradeNo }) => outTradeNo },
    { key: "amount", title: { zh: "金额", en: "Amount" }, number: true, show: ({ amountFen }) => yuan(amountFen) },
    {
      key: "orderState",
      title: { zh: "订单", en: "Order" },
      show: ({ orderTone, orderLabel }) => <ToneTag tone={orderTone} label={orderLabel} />,
    },
    { key: "title", title: { zh: "抬头", en: "Made out to" }, show: ({ title }) => title },
    { key: "tax", title: { zh: "税号", en: "Tax number" }, show: ({ taxNumber }) => taxNumber ?? t.person },
    { key: "email", title: { zh: "邮箱", en: "Mail" }, show: ({ email }) => email },
    { key: "requested", title: { zh: "申请时间", en: "Requested" }, show: ({ requestedAt }) => moment(requestedAt) },
    {
      key: "number",
      acts: true,
      title: { zh: "发票号码", en: "Invoice number" },
      show: (invoice) =>
        invoice.invoiceNumber ?? (
          <Button size="small" onClick={() => setIssuing(invoice)}>
            {t.issue}
          </Button>
        ),
    },
  ];
  return (
    <Page title={t.invoices} about={t.invoicesAbout}>
      <DataList
        list="invoices"
        route="listInvoiceRequests"
        inputOf={({ filters: { state, ...days }, limit, after }) => ({
          query: {
            ...days,
            state: stateOf(state),
            ...pageQuery({ limit, after }),
          },
        })}
        rowsOf={({ invoices }) => invoices}
        nextOf={({ next }) => next}
        rowKey={({ invoiceId }) => invoiceId}
        columns={columns}
        filters={[
          {
            kind: "choice",
            key: "state",
            label: { zh: "状态", en: "State" },
            options: [
              { value: "open", label: { zh: "待开", en: "To be made out" } },
              { value: "issued", label: { zh: "已开", en: "Issued" } },
            ],
          },
          { kind: "day", key: "fromDay", label: { zh: "从", en: "From" } },
          { kind: "day", key: "untilDay", label: { zh: "到", en: "Until" } },
        ]}
        actions={(filters) => <ExportButton kind="invoices" filters={filters} />}
      />
      {issuing && (
        <FormDialog<"issueInvoice", { readonly invoiceNumber: string }>
          title={t.issue}
          send={t.save}
          route="issueInvoice"
          inputOf={(body) => ({ params: { invoiceId: issuing.invoiceId }, body })}
          done={() => {
            setIssuing(null);
            invalidate("listInvoiceRequests");
          }}
          close={() => setIssuing(null)}
        >
          <Form.Item name="invoiceNumber" label={t.invoiceNumber} rules={needed}>
            <Input maxLength={40} />
          </Form.Item>
        </FormDialog>
      )}
    </Page>
  );
}
