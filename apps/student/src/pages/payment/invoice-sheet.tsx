/** Asks for an invoice. */
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { ProblemNotice } from "../../parts/notice.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useWords } from "../../words/words.ts";
import { paymentWords } from "./payment-words.ts";

export function InvoiceSheet({ orderId, onClose }: { readonly orderId: string; readonly onClose: () => void }) {
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
      <Field id="invoice-title" label={words.invoiceTitle} maxLength={100} value={title} onChange={setTitle} />
      <Field id="tax-number" label={words.taxNumber} maxLength={20} value={taxNumber} onChange={setTaxNumber} />
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
      <Button busy={act.busy} off={title.trim() === "" || !email.includes("@")} onTap={() => void send()}>
        {words.send}
      </Button>
    </Sheet>
  );
}
