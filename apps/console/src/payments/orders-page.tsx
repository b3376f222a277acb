/** Orders with their refunds; a refund is started here, and the student's own request for one decided. */
import { allOrderStates, orderStates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Tag } from "antd";
import { useState } from "react";
import { moment, yuan } from "../lib/amounts.ts";
import { hasRole, useStaff } from "../lib/staff.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { ExportButton } from "../parts/export-button.tsx";
import { Page } from "../parts/page.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { financeWords } from "./finance-words.ts";
import { RefundDialog } from "./refund-dialog.tsx";

type Order = RouteAnswer<"listOrders">["orders"][number];

const stateOf = (text: string | undefined) => allOrderStates.find((state) => state === text) ?? ("all" as const);

export default function OrdersPage() {
  const t = useWords(financeWords);
  const staff = useStaff();
  const invalidate = useInvalidate();
  const [refunding, setRefunding] = useState<Order | null>(null);
  const columns: readonly Column<Order>[] = [
    { key: "number", title: { zh: "商户订单号", en: "Order number" }, show: ({ outTradeNo }) => outTradeNo },
    {
      key: "state",
      title: { zh: "状态", en: "State" },
      show: ({ tone, label }) => <ToneTag tone={tone} label={label} />,
    },
    { key: "amount", title: { zh: "金额", en: "Amount" }, number: true, show: ({ amountFen }) => yuan(amountFen) },
    { key: "created", title: { zh: "下单", en: "Ordered" }, show: ({ createdAt }) => moment(createdAt) },
    { key: "paid", title: { zh: "支付", en: "Paid" }, show: ({ paidAt }) => moment(paidAt) },
    {
      key: "transaction",
      title: { zh: "微信支付单号", en: "WeChat Pay number" },
      hidden: true,
      show: ({ transactionId }) => transactionId ?? "—",
    },
    { key: "channel", title: { zh: "渠道", en: "Channel" }, hidden: true, show: ({ channel }) => channel },
    {
      key: "collection",
      title: { zh: "采集编号", en: "Collection" },
      hidden: true,
      show: ({ collectionId }) => collectionId,
    },
    {
      key: "refunds",
      title: { zh: "退款", en: "Refunds" },
      show: ({ refunds, counts, paidAt }) => (
        <Flex gap={4} wrap>
          {paidAt !== null && !counts && <Tag>{t.doesNotCount}</Tag>}
          {refunds.map(({ refundId, tone, label }) => (
            <ToneTag key={refundId} tone={tone} label={label} />
          ))}
        </Flex>
      ),
    },
    {
      key: "actions",
      acts: true,
      title: { zh: "操作", en: "Actions" },
      show: (order) =>
        order.mayRefund && (
          <Button size="small" onClick={() => setRefunding(order)}>
            {t.startRefund}
          </Button>
        ),
    },
  ];
  return (
    <Page title={t.orders} about={t.ordersAbout}>
      <DataList
        list="orders"
        route="listOrders"
        inputOf={({ filters, limit, after }) => ({
          query: { state: stateOf(filters.state), ...pageQuery({ limit, after }) },
        })}
        rowsOf={({ orders }) => orders}
        nextOf={({ next }) => next}
        rowKey={({ orderId }) => orderId}
        columns={columns}
        filters={[
          {
            kind: "choice",
            key: "state",
            label: { zh: "状态", en: "State" },
            options: allOrderStates.map((state) => ({ value: state, label: orderStates[state].label })),
          },
        ]}
        actions={(filters) => hasRole(staff, ["finance"]) && <ExportButton kind="orders" filters={filters} />}
      />
      {refunding && (
        <RefundDialog
          order={refunding}
          done={() => {
            setRefunding(null);
            invalidate("listOrders");
          }}
          close={() => setRefunding(null)}
        />
      )}
    </Page>
  );
}
