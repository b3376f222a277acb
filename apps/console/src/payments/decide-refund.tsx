/**
 * Actions of finance on an undecided refund: a waiting refund is confirmed or declined, a requested one is started or
 * declined.
 */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Form, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { yuan } from "../lib/amounts.ts";
import { useWords } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/ask-first.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useNeeded } from "../parts/form/rules.ts";
import { financeWords } from "./finance-words.ts";
import { RefundDialog } from "./refund-dialog.tsx";

type Refund = RouteAnswer<"listRefunds">["refunds"][number];

interface Props {
  readonly refund: Refund;
  readonly done: () => void;
}

/** Keeps the text as narrow as the buttons of other rows. */
const narrow = { width: 84 };

export function DecideRefund({ refund, done }: Props) {
  const t = useWords(financeWords);
  const needed = useNeeded();
  const [open, setOpen] = useState<"start" | "decline" | null>(null);
  const close = (): void => setOpen(null);
  const ended = (): void => {
    close();
    done();
  };
  if (refund.state === "closed")
    return (
      <div style={narrow}>
        <Link to={`/orders?text=${refund.outTradeNo}`}>{t.retryRefund}</Link>
      </div>
    );
  if (!refund.mayDecide) return refund.state === "waiting" ? <div style={narrow}>{t.own}</div> : null;
  const params = { refundId: refund.refundId };
  return (
    <Flex vertical gap={6} align="start">
      {refund.state === "waiting" ? (
        <ConfirmDialog
          label={t.confirm}
          question={t.confirmSure}
          route="confirmRefund"
          input={{ params, body: { outcome: { decision: "confirm" } } }}
          done={done}
        />
      ) : (
        <Button size="small" onClick={() => setOpen("start")}>
          {t.startRefund}
        </Button>
      )}
      <Button size="small" danger onClick={() => setOpen("decline")}>
        {t.decline}
      </Button>
      {open === "start" && <RefundDialog order={refund} done={ended} close={close} />}
      {open === "decline" && (
        <FormDialog<"confirmRefund", { readonly reason: string }>
          title={t.declineOf(refund.outTradeNo, yuan(refund.amountFen))}
          send={t.decline}
          route="confirmRefund"
          inputOf={({ reason }) => ({ params, body: { outcome: { decision: "decline", reason } } })}
          done={ended}
          close={close}
        >
          <Form.Item name="reason" label={t.reason} rules={needed} extra={t.declineHint}>
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
        </FormDialog>
      )}
    </Flex>
  );
}
