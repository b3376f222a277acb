/** Requests for invoices, and noting that one was made out. */
import { invoiceList } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useNeeded } from "../parts/form/rules.ts";
import { Page } from "../parts/page.tsx";
import { financeWords } from "./finance-words.ts";

type Invoice = RouteAnswer<"listInvoiceRequests">["invoices"][number];

export default function InvoicesPage() {
  const t = useWords(financeWords);
  const needed = useNeeded();
  const invalidate = useInvalidate();
  const [issuing, setIssuing] = useState<Invoice | null>(null);
  return (
    <Page title={t.invoices} about={t.invoicesAbout}>
      <DataList
        list={invoiceList}
        inputOf={(query) => ({ query: { ...query, state: query.state ?? ("all" as const) } })}
        rowsOf={({ invoices }) => invoices}
        cells={{
          taxNumber: ({ taxNumber }) => taxNumber ?? t.person,
          invoiceNumber: (invoice) =>
            invoice.invoiceNumber ?? (
              <Button size="small" onClick={() => setIssuing(invoice)}>
                {t.issue}
              </Button>
            ),
        }}
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
