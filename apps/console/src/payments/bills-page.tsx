/** Reconciliation: each day against each provider's bill, and how its differences were settled. */
import {
  allPayProviders,
  beijingDay,
  billDayStates,
  type PayProviderId,
  payProviders,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, DatePicker, Flex, Form, Input, Typography } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { moment, yuan } from "../lib/amounts.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useJoinList, useTranslate, useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { DenseTable, openingRow } from "../parts/dense-table.tsx";
import { ExportButton } from "../parts/export-button.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredText } from "../parts/form/rules.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { SideDialog } from "../parts/side-dialog.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { financeWords } from "./finance-words.ts";

type BillDay = RouteAnswer<"listBillDays">["days"][number];
type Difference = RouteAnswer<"readBillDay">["differences"][number];

const visibleDays = 62;

export default function BillsPage() {
  const t = useWords(financeWords);
  const translate = useTranslate();
  const { values, change } = useAddress(["until", "day", "provider"]);
  const until = values.until ?? beijingDay(Date.now());
  const { value, problem, refetch } = useAnswer("listBillDays", {
    query: { until, limit: visibleDays },
  });
  const provider = allPayProviders.find((id) => id === values.provider);
  const actions = (
    <>
      <DatePicker
        aria-label={t.until}
        prefix={<Typography.Text type="secondary">{t.until}</Typography.Text>}
        value={dayjs(until)}
        allowClear={false}
        onChange={(day) => change({ until: day?.format("YYYY-MM-DD") ?? null })}
      />
      <ExportButton kind="bill-differences" filters={{}} />
    </>
  );
  return (
    <Page title={t.bills} about={t.billsAbout} actions={actions}>
      <ProblemNote problem={problem} refetch={refetch} />
      <DenseTable<BillDay>
        rowKey={({ provider: of, day }) => `${of} ${day}`}
        loading={!value && !problem}
        dataSource={value?.days}
        onRow={({ provider: of, day }) => openingRow(() => change({ provider: of, day }))}
        columns={[
          { title: t.day, dataIndex: "day" },
          { title: t.provider, render: (_, { providerLabel }) => translate(providerLabel) },
          { title: t.state, render: (_, day) => <DayState {...day} /> },
          {
            title: t.payments,
            align: "right",
            render: (_, day) => ofBill(day, String(day.payments)),
          },
          { title: t.paid, align: "right", render: (_, day) => ofBill(day, yuan(day.paidFen)) },
          {
            title: t.refundCount,
            align: "right",
            render: (_, day) => ofBill(day, String(day.refunds)),
          },
          {
            title: t.refunded,
            align: "right",
            render: (_, day) => ofBill(day, yuan(day.refundedFen)),
          },
        ]}
      />
      {values.day !== undefined && provider && (
        <DayDrawer
          provider={provider}
          day={values.day}
          close={() => change({ provider: null, day: null })}
        />
      )}
    </Page>
  );
}

/** Displays "—" for the figures of a bill that was not fetched yet. */
const ofBill = ({ fetchedAt }: BillDay, figure: string): string =>
  fetchedAt === null ? "—" : figure;

/** Differences can appear on a day whose bill is still to be fetched. */
function DayState({ state, tone, label, unsettled, unsettledLabels, fetchedAt }: BillDay) {
  const t = useWords(financeWords);
  const translate = useTranslate();
  const listed = useJoinList();
  const { open } = billDayStates;
  const kinds = listed(unsettledLabels.map(translate));
  return (
    <Flex gap={8} align="center" wrap style={{ maxWidth: 330 }}>
      <ToneTag tone={tone} label={label} />
      {unsettled > 0 && t.unsettled(unsettled, kinds)}
      {fetchedAt === null && state !== "open" && <ToneTag {...open} />}
    </Flex>
  );
}

interface DayProps {
  readonly provider: PayProviderId;
  readonly day: string;
  readonly close: () => void;
}

function DayDrawer({ provider, day, close }: DayProps) {
  const t = useWords(financeWords);
  const translate = useTranslate();
  const needed = useRequiredText();
  const invalidate = useInvalidate();
  const { value, problem, refetch } = useAnswer("readBillDay", { params: { provider, day } });
  const [settling, setSettling] = useState<Difference | null>(null);
  const amount = (fen: number | null): string => (fen === null ? "—" : yuan(fen));
  return (
    <SideDialog
      size={920}
      title={`${t.bills} ${day} · ${translate(payProviders[provider])}`}
      close={close}
    >
      <ProblemNote problem={problem} refetch={refetch} />
      <DenseTable<Difference>
        rowKey="differenceId"
        loading={!value && !problem}
        dataSource={value?.differences}
        locale={{ emptyText: value?.fetchedAt === null ? t.notCompared : t.clear }}
        columns={[
          { title: t.kind, render: (_, { label }) => translate(label) },
          { title: t.order, render: (_, { outTradeNo }) => outTradeNo ?? "—" },
          { title: t.localAmount, align: "right", render: (_, { localFen }) => amount(localFen) },
          {
            title: t.remoteAmount,
            align: "right",
            render: (_, { remoteFen }) => amount(remoteFen),
          },
          { title: t.discoveredAt, render: (_, { discoveredAt }) => moment(discoveredAt) },
          {
            title: t.settle,
            fixed: "end",
            render: (_, difference) =>
              difference.settledAt === null ? (
                <Button size="small" onClick={() => setSettling(difference)}>
                  {t.settle}
                </Button>
              ) : (
                t.settled(moment(difference.settledAt), difference.note ?? "")
              ),
          },
        ]}
      />
      {settling && (
        <FormDialog<"settleDifference", { readonly note: string }>
          title={translate(settling.label)}
          send={t.save}
          route="settleDifference"
          inputOf={(body) => ({ params: { differenceId: settling.differenceId }, body })}
          done={() => {
            setSettling(null);
            invalidate("readBillDay", "listBillDays");
          }}
          close={() => setSettling(null)}
        >
          <Form.Item name="note" label={t.note} rules={needed}>
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
        </FormDialog>
      )}
    </SideDialog>
  );
}
