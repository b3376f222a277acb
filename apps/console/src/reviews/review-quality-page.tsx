/** Review quality: one sentence, one plot over the days, and one table of the reviewers. */
import { Card, DatePicker, Flex, Skeleton, Typography } from "antd";
import dayjs from "dayjs";
import { useMemo } from "react";
import { percent } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { Page } from "../parts/page.tsx";
import { LinePlot } from "../parts/plot/plots.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { AgreementWord, QualityTable } from "./quality-table.tsx";
import { type Quality, qualityWords, totalOf } from "./quality-words.ts";

const usualDays = 30;

export default function ReviewQualityPage() {
  const t = useWords(qualityWords);
  const { values, change } = useAddress(["from", "until"]);
  const until = values.until ?? dayjs().format("YYYY-MM-DD");
  const from = values.from ?? dayjs(until).subtract(usualDays, "day").format("YYYY-MM-DD");
  const { value, problem, refetch } = useAnswer("readReviewQuality", { query: { from, until } });
  const days = { fromDay: from, untilDay: until };
  const range = (
    <DatePicker.RangePicker
      aria-label={t.days}
      allowClear={false}
      value={[dayjs(from), dayjs(until)]}
      onChange={(chosen) => {
        const [begin, end] = chosen ?? [];
        if (begin && end) change({ from: begin.format("YYYY-MM-DD"), until: end.format("YYYY-MM-DD") });
      }}
    />
  );
  return (
    <Page title={t.title} about={t.about} actions={range}>
      <ProblemNote problem={problem} refetch={refetch} />
      {!value && !problem && <Skeleton active />}
      {value && (
        <Flex vertical gap={16}>
          <Typography.Text>
            {t.total(totalOf(value.reviewers))}
            <AgreementWord agreement={value.agreement} filters={days} />
          </Typography.Text>
          <QualityTable reviewers={value.reviewers} days={days} />
          <OtherwiseByDay days={value.days} />
        </Flex>
      )}
    </Page>
  );
}

function OtherwiseByDay({ days }: { readonly days: Quality["days"] }) {
  const t = useWords(qualityWords);
  const places = useMemo(() => days.map(({ day }) => day), [days]);
  const lines = useMemo(() => [{ name: t.otherwiseShare, values: days.map(({ disagreed }) => disagreed) }], [days, t]);
  return (
    <Card size="small" title={t.otherwiseByDay}>
      {days.every(({ disagreed }) => disagreed === null) ? (
        <Typography.Text type="secondary">{t.tooFew}</Typography.Text>
      ) : (
        <LinePlot label={t.otherwiseByDay} places={places} lines={lines} write={percent} />
      )}
    </Card>
  );
}
