/** Refunds, and deciding those that a student asked for or that wait for a second person. */
import { allRefundStates, refundStates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { moment, yuan } from "../lib/amounts.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { ExportButton } from "../parts/export-button.tsx";
import { Page } from "../parts/page.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { DecideRefund } from "./decide-refund.tsx";
import { financeWords } from "./finance-words.ts";

type Refund = RouteAnswer<"listRefunds">["refunds"][number];

export default function RefundsPage() {
  const t = useWords(financeWords);
  const say = useSay();
  const invalidate = useInvalidate();
  const done = (): void => invalidate("listRefunds");
  const columns: readonly Column<Refund>[] = [
    {
      key: "number",
      title: { zh: "商户退款号", en: "Refund number" },
      hidden: true,
      show: ({ outRefundNo }) => outRefundNo,
    },
    { key: "order", title: { zh: "商户订单号", en: "Order number" }, show: ({ outTradeNo }) => outTradeNo },
    { key: "amount", title: { zh: "金额", en: "Amount" }, number: true, show: ({ amountFen }) => yuan(amountFen) },
    {
      key: "state",
      title: { zh: "状态", en: "State" },
      show: ({ tone, label }) => <ToneTag tone={tone} label={label} />,
    },
    { key: "cause", title: { zh: "缘由", en: "Cause" }, show: ({ causeLabel }) => say(causeLabel) },
    { key: "reason", title: { zh: "原因", en: "Reason" }, show: ({ reason }) => reason ?? "—" },
    {
      key: "declined",
      title: { zh: "不同意的理由", en: "Why declined" },
      show: ({ declineReason }) => declineReason ?? "—",
    },
    { key: "created", title: { zh: "发起", en: "Started" }, show: ({ createdAt }) => moment(createdAt) },
    { key: "ended", title: { zh: "结束", en: "Ended" }, show: ({ endedAt }) => moment(endedAt) },
    {
      key: "actions",
      acts: true,
      title: { zh: "操作", en: "Actions" },
      show: (refund) => <DecideRefund refund={refund} done={done} />,
    },
  ];
  return (
    <Page title={t.refunds} about={t.refundsAbout}>
      <DataList
        list="refunds"
        route="listRefunds"
        inputOf={({ filters: { state, ...days }, limit, after }) => {
          const known = allRefundStates.find((one) => one === state);
          return { query: { ...days, ...(known && { state: known }), ...pageQuery({ limit, after }) } };
        }}
        rowsOf={({ refunds }) => refunds}
        nextOf={({ next }) => next}
        rowKey={({ refundId }) => refundId}
        columns={columns}
        filters={[
          {
            kind: "choice",
            key: "state",
            label: { zh: "状态", en: "State" },
            options: allRefundStates.map((state) => ({ value: state, label: refundStates[state].label })),
          },
          { kind: "day", key: "fromDay", label: { zh: "从", en: "From" } },
          { kind: "day", key: "untilDay", label: { zh: "到", en: "Until" } },
        ]}
        actions={(filters) => <ExportButton kind="refunds" filters={filters} />}
      />
    </Page>
  );
}
