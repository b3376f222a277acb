/** Orders with their refunds; starts refunds, and decides those that students requested. */
import { orderList } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Tag, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { yuan } from "../lib/amounts.ts";
import { hasRole, useStaff } from "../lib/staff.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { ListSums } from "../parts/list-sums.tsx";
import { Page } from "../parts/page.tsx";
import { ShortId } from "../parts/short-id.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { financeWords } from "./finance-words.ts";
import { RefundDialog } from "./refund-dialog.tsx";

type Order = RouteAnswer<"listOrders">["orders"][number];

export default function OrdersPage() {
  const t = useWords(financeWords);
  const translate = useTranslate();
  const isService = hasRole(useStaff(), ["service"]);
  const invalidate = useInvalidate();
  const [refunding, setRefunding] = useState<Order | null>(null);
  return (
    <Page title={t.orders} about={t.ordersAbout}>
      <DataList
        list={orderList}
        refreshes
        inputOf={(query) => ({ query: { ...query, state: query.state ?? ("all" as const) } })}
        rowsOf={({ orders }) => orders}
        above={({ sums }) =>
          sums && (
            <ListSums
              sums={[
                [t.orders, sums.orders],
                [t.paidOf(sums.paid), yuan(sums.paidFen)],
                [t.refundedOf(sums.refunded), yuan(sums.refundedFen)],
              ]}
            />
          )
        }
        cells={{
          outTradeNo: ({ outTradeNo }) => <ShortId id={outTradeNo} />,
          refunds: ({ refunds, counts, paidAt }) => (
            <Flex gap={4} wrap>
              {paidAt !== null && !counts && <Tag>{t.doesNotCount}</Tag>}
              {refunds.map(({ refundId, tone, label }) => (
                <ToneTag key={refundId} tone={tone} label={label} />
              ))}
            </Flex>
          ),
          displayedStudent: ({ collectionId, nameMasked }) =>
            isService ? <Link to={`/service/${collectionId}`}>{nameMasked}</Link> : nameMasked,
          // The state of an order that is not paid, or was refunded, already says why.
          actions: (order) =>
            order.refundRefusal === null ? (
              <Button size="small" onClick={() => setRefunding(order)}>
                {t.startRefund}
              </Button>
            ) : (
              order.state === "paid" && (
                <Typography.Text type="secondary">{translate(order.refundRefusal)}</Typography.Text>
              )
            ),
        }}
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
