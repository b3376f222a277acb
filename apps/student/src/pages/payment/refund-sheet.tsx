/** Asks customer service for a refund. */
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useWords } from "../../words/words.ts";
import { paymentWords } from "./payment-words.ts";

export function RefundSheet({ orderId, onClose }: { readonly orderId: string; readonly onClose: () => void }) {
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
    <Sheet title={words.askRefund} onClose={onClose}>
      {sent ? (
        <Notice tone="success">{words.refundSent}</Notice>
      ) : (
        <>
          <p className="text">{words.refundSure}</p>
          <Field id="refund-reason" label={words.refundReason} maxLength={200} value={reason} onChange={setReason} />
          <ProblemNotice problem={act.problem} />
          <Button kind="danger" busy={act.busy} off={reason.trim() === ""} onTap={() => void send()}>
            {words.askRefund}
          </Button>
        </>
      )}
    </Sheet>
  );
}
