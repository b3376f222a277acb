/** Reviewing in figures: plots first, the numbers behind them below. */

import type { RouteAnswer } from "@gradphoto/domain/client";
import { Card, DatePicker, Flex, Skeleton, Statistic, Typography } from "antd";
import dayjs from "dayjs";
import { useMemo } from "react";
import { Link } from "react-router";
import { percent } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { Page } from "../parts/page.tsx";
import { BarPlot, LinePlot } from "../parts/plot/plots.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { type ListDays, ReasonFigures, ReviewerFigures } from "./quality-tables.tsx";
import { qualityWords } from "./quality-words.ts";
import { decisionsOf, knownPhotosOf } from "./ways-to-photos.ts";

type Quality = RouteAnswer<"readReviewQuality">;

const usualDays = 30;
const twoPlaces = (value: number): string => value.toFixed(2);

export default function ReviewQualityPage() {
  const t = useWords(qualityWords);
  const { values, change } = useAddress(["from", "until"]);
  const until = values.until ?? dayjs().format("YYYY-MM-DD");
  const from = values.from ?? dayjs(until).subtract(usualDays, "day").format("YYYY-MM-DD");
  const { value, problem, refetch } = useAnswer("readReviewQuality", { query: { from, until } });
  const range = (
    <DatePicker.RangePicker
      aria-label={t.days}
      allowClear={false}
      value={[dayjs(from), dayjs(until)]}
      onChange={(days) => {
        const [begin, end] = days ?? [];
        if (begin && end) change({ from: begin.format("YYYY-MM-DD"), until: end.format("YYYY-MM-DD") });
      }}
    />
  );
  return (
    <Page title={t.title} about={t.about} actions={range}>
      <ProblemNote problem={problem} refetch={refetch} />
      {value ? <Figures quality={value} days={{ fromDay: from, untilDay: until }} /> : !problem && <Skeleton active />}
    </Page>
  );
}

interface FiguresProps {
  readonly quality: Quality;
  readonly days: ListDays;
}

function Figures({ quality, days }: FiguresProps) {
  const t = useWords(qualityWords);
  const say = useSay();
  const { reviewers, reasons, fatigue, machine, agreement } = quality;
  const speeds = useMemo(
    () =>
      reviewers.flatMap(({ name, medianSeconds }) => (medianSeconds === null ? [] : [{ name, value: medianSeconds }])),
    [reviewers],
  );
  const agreements = useMemo(
    () => reviewers.flatMap(({ name, agreement: { kappa } }) => (kappa === null ? [] : [{ name, value: kappa.value }])),
    [reviewers],
  );
  const ofReasons = useMemo(
    () =>
      reasons.flatMap(({ label, agreement: { kappa } }) =>
        kappa === null ? [] : [{ name: say(label), value: kappa.value }],
      ),
    [reasons, say],
  );
  const sittings = useMemo(() => fatigue.map(({ fromMinute }) => t.minute(fromMinute)), [fatigue, t]);
  const tiring = useMemo(
    () => [{ name: t.median, values: fatigue.map(({ medianSeconds }) => medianSeconds) }],
    [fatigue, t],
  );
  const erring = useMemo(
    () => [{ name: t.disagreed, values: fatigue.map(({ disagreed }) => disagreed) }],
    [fatigue, t],
  );
  const pull = useMemo(
    () =>
      machine.flatMap(({ noted, hidden, rejectShare, decisions }) =>
        rejectShare === null ? [] : [{ name: t.machineBar(noted, hidden, decisions), value: rejectShare }],
      ),
    [machine, t],
  );
  const decided = reviewers.reduce((sum, { decisions }) => sum + decisions, 0);
  const known = reviewers.reduce((sum, { honeypots }) => sum + honeypots, 0);
  const right = reviewers.reduce((sum, { honeypotsRight }) => sum + honeypotsRight, 0);
  return (
    <Flex vertical gap={16}>
      <Flex gap={48} wrap>
        <Statistic
          title={t.decisions}
          value={decided}
          formatter={(value) => <Link to={decisionsOf(days)}>{value}</Link>}
        />
        <Statistic
          title={t.kappa}
          value={t.agreementSaid(agreement)}
          formatter={(said) => <Link to={decisionsOf({ ...days, mark: "looked-at" })}>{said}</Link>}
        />
        <Statistic
          title={t.knownRight}
          value={known === 0 ? "—" : `${right} / ${known}`}
          formatter={(said) => (known === 0 ? said : <Link to={knownPhotosOf(days)}>{said}</Link>)}
        />
      </Flex>
      <div className="console-plots">
        <PlotCard title={t.speed} empty={speeds.length === 0}>
          <BarPlot label={t.speed} bars={speeds} write={t.seconds} />
        </PlotCard>
        <PlotCard title={t.agreement} empty={agreements.length === 0}>
          <BarPlot isShare label={t.agreement} bars={agreements} write={twoPlaces} />
        </PlotCard>
        <PlotCard title={t.tiring} empty={fatigue.length === 0}>
          <LinePlot label={t.tiring} places={sittings} lines={tiring} write={t.seconds} />
        </PlotCard>
        <PlotCard title={t.erring} empty={fatigue.every(({ disagreed }) => disagreed === null)}>
          <LinePlot label={t.erring} places={sittings} lines={erring} write={percent} />
        </PlotCard>
        <PlotCard title={t.pull} empty={pull.length === 0}>
          <BarPlot isShare label={t.pull} bars={pull} write={percent} />
        </PlotCard>
        <PlotCard title={t.byReason} empty={ofReasons.length === 0}>
          <BarPlot isShare label={t.byReason} bars={ofReasons} write={twoPlaces} />
        </PlotCard>
      </div>
      <ReviewerFigures reviewers={reviewers} days={days} />
      <ReasonFigures reasons={reasons} days={days} />
    </Flex>
  );
}

interface CardProps {
  readonly title: string;
  readonly empty: boolean;
  readonly children: React.ReactNode;
}

function PlotCard({ title, empty, children }: CardProps) {
  const t = useWords(qualityWords);
  return (
    <Card size="small" title={title}>
      {empty ? <Typography.Text type="secondary">{t.tooFew}</Typography.Text> : children}
    </Card>
  );
}
