/** Refunds, and decisions on those that a student requested or that wait for a second person. */
import { refundList } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Form, Input, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { moment, yuan } from "../lib/amounts.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { DataList } from "../parts/data-list/data-list.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredText } from "../parts/form/rules.ts";
import { Page } from "../parts/page.tsx";
import { ShortId } from "../parts/short-id.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { financeWords } from "./finance-words.ts";
import { RefundDialog } from "./refund-dialog.tsx";

type DecideRefundRefund = RouteAnswer<"listRefunds">["refunds"][number];

interface Props {
  readonly refund: DecideRefundRefund;
  readonly done: () => void;
}

/** Keeps the text as narrow as the buttons of other rows. */
const narrow = { width: 84 };

/**
 * Actions of finance on an undecided refund: a waiting refund is confirmed or declined, a requested one is started or
 * declined.
 */
function DecideRefund({ refund, done }: Props) {
  const t = useWords(financeWords);
  const needed = useRequiredText();
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
  if (!refund.mayDecide)
    return refund.state === "waiting" ? <div style={narrow}>{t.own}</div> : null;
  const params = { refundId: refund.refundId };
  return (
    <Flex vertical gap={6} align="start">
      {refund.state === "waiting" ? (
        <ConfirmDialog
          label={t.confirm}
          question={t.confirmSure(yuan(refund.amountFen))}
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

type Refund = RouteAnswer<"listRefunds">["refunds"][number];

export default function RefundsPage() {
  const t = useWords(financeWords);
  const invalidate = useInvalidate();
  const done = (): void => invalidate("listRefunds");
  return (
    <Page title={t.refunds} about={t.refundsAbout}>
      <DataList
        list={refundList}
        inputOf={(query) => ({ query })}
        rowsOf={({ refunds }) => refunds}
        countsOf={({ states }) => states}
        cells={{
          label: (refund) => <State {...refund} />,
          steps: ({ steps }) => <Steps steps={steps} />,
          outTradeNo: ({ outTradeNo }) => <ShortId id={outTradeNo} />,
          actions: (refund) => <DecideRefund refund={refund} done={done} />,
        }}
      />
    </Page>
  );
}

/** Providers report only that the money did not go back; the text next to the status explains what this means. */
function State({ state, tone, label, declineReason }: Refund) {
  const t = useWords(financeWords);
  const why =
    state === "closed"
      ? t.closedWhy
      : state === "abnormal"
        ? t.abnormalWhy
        : state === "declined"
          ? declineReason
          : null;
  return (
    <Flex vertical gap={4} align="start" style={{ maxWidth: 160 }}>
      <ToneTag tone={tone} label={label} />
      {why !== null && <Typography.Text type="secondary">{why}</Typography.Text>}
    </Flex>
  );
}

/** Each step in a line of its own, which breaks only before the person. */
function Steps({ steps }: Pick<Refund, "steps">) {
  const translate = useTranslate();
  return (
    <ol className="console-steps">
      {steps.map(({ label, by, at }) => (
        <li key={label.en}>
          <span className="console-one-line">
            {translate(label)} {moment(at)}
          </span>{" "}
          {by && (
            <Typography.Text type="secondary" className="console-one-line">
              {translate(by)}
            </Typography.Text>
          )}
        </li>
      ))}
    </ol>
  );
}
