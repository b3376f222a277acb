/** Refunds, and decisions on those that a student requested or that wait for a second person. */
import { refundList } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Flex, Typography } from "antd";
import { Fragment } from "react";
import { useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Page } from "../parts/page.tsx";
import { ShortId } from "../parts/short-id.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { DecideRefund } from "./decide-refund.tsx";
import { financeWords } from "./finance-words.ts";

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
        cells={{
          label: (refund) => <State {...refund} />,
          people: ({ people }) => <People lines={people} />,
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

/** Breaks lines between words, never within a user name, and never before a separating dot. */
function People({ lines }: { readonly lines: Refund["people"] }) {
  const translate = useTranslate();
  return lines.map((line) => (
    <div key={line.en}>
      {translate(line)
        .replaceAll(" · ", "\u00a0· ")
        .split(" ")
        .map((word, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the texts of a line are never reordered
          <Fragment key={at}>
            {at > 0 && " "}
            <span style={{ whiteSpace: "nowrap" }}>{word}</span>
          </Fragment>
        ))}
    </div>
  ));
}
