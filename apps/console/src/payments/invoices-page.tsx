/** Invoice requests, and recording that an invoice was issued. */
import { invoiceList, pathOf } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Form, Input, Typography, Upload } from "antd";
import { useState } from "react";
import { useAct } from "../lib/use-act.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredText } from "../parts/form/rules.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ShortId } from "../parts/short-id.tsx";
import { financeWords } from "./finance-words.ts";

type Invoice = RouteAnswer<"listInvoiceRequests">["invoices"][number];

export default function InvoicesPage() {
  const t = useWords(financeWords);
  const needed = useRequiredText();
  const invalidate = useInvalidate();
  const [numbering, setNumbering] = useState<Invoice | null>(null);
  const act = useAct();
  const give = async (invoiceId: string, file: Blob) => {
    const answer = await act.run("giveInvoiceFile", { params: { invoiceId }, picture: file });
    if (answer) invalidate("listInvoiceRequests");
  };
  return (
    <Page title={t.invoices} about={t.invoicesAbout}>
      <ProblemNote problem={act.problem} />
      <DataList
        list={invoiceList}
        inputOf={(query) => ({ query: { ...query, state: query.state ?? ("all" as const) } })}
        rowsOf={({ invoices }) => invoices}
        countsOf={({ states }) => states}
        cells={{
          outTradeNo: ({ outTradeNo }) => <ShortId id={outTradeNo} />,
          taxNumber: ({ taxNumber }) =>
            taxNumber === null ? t.person : <Typography.Text copyable>{taxNumber}</Typography.Text>,
          invoiceNumber: (invoice) =>
            invoice.invoiceNumber === null ? (
              <Button size="small" onClick={() => setNumbering(invoice)}>
                {t.issue}
              </Button>
            ) : (
              <Flex gap={8} align="center">
                {invoice.invoiceNumber}
                <Button size="small" onClick={() => setNumbering(invoice)}>
                  {t.correct}
                </Button>
                {invoice.hasFile && (
                  <Button
                    size="small"
                    href={pathOf("takeInvoiceFile", { invoiceId: invoice.invoiceId })}
                  >
                    {t.takeFile}
                  </Button>
                )}
                <Upload
                  accept="application/pdf"
                  showUploadList={false}
                  beforeUpload={(file) => {
                    void give(invoice.invoiceId, file);
                    return false;
                  }}
                >
                  <Button size="small" loading={act.busy}>
                    {invoice.hasFile ? t.replaceFile : t.giveFile}
                  </Button>
                </Upload>
              </Flex>
            ),
        }}
      />
      {numbering && (
        <FormDialog<"issueInvoice" | "correctInvoiceNumber", { readonly invoiceNumber: string }>
          title={numbering.invoiceNumber === null ? t.issue : t.correctOf(numbering.invoiceNumber)}
          send={t.save}
          route={numbering.invoiceNumber === null ? "issueInvoice" : "correctInvoiceNumber"}
          initial={{ invoiceNumber: numbering.invoiceNumber ?? "" }}
          inputOf={(body) => ({ params: { invoiceId: numbering.invoiceId }, body })}
          done={() => {
            setNumbering(null);
            invalidate("listInvoiceRequests");
          }}
          close={() => setNumbering(null)}
        >
          <Form.Item name="invoiceNumber" label={t.invoiceNumber} rules={needed}>
            <Input maxLength={40} />
          </Form.Item>
        </FormDialog>
      )}
    </Page>
  );
}
