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
import { DenseTable } from "../parts/dense-table.tsx";
import { Page } from "../parts/page.tsx";
import { BarPlot, LinePlot } from "../parts/plot/plots.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { qualityWords } from "./quality-words.ts";

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
  /** As the list of decisions takes them. */
  readonly days: Readonly<Record<string, string>>;
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
  // What was taken back is in no figure.
  const within = { ...days, standing: "stands" };
  const decided = reviewers.reduce((sum, { decisions }) => sum + decisions, 0);
  const known = reviewers.reduce((sum, { honeypots }) => sum + honeypots, 0);
  const right = reviewers.reduce((sum, { honeypotsRight }) => sum + honeypotsRight, 0);
  return (
    <Flex vertical gap={16}>
      <Flex gap={48} wrap>
        <Statistic
          title={t.decisions}
          value={decided}
          formatter={(value) => <Link to={photosOf(within)}>{value}</Link>}
        />
        <Statistic
          title={t.kappa}
          value={t.agreementSaid(agreement)}
          formatter={(said) => <Link to={photosOf({ ...within, mark: "looked-at" })}>{said}</Link>}
        />
        <Statistic
          title={t.knownRight}
          value={known === 0 ? "—" : `${right} / ${known}`}
          formatter={(said) => <Link to={knownOf(days)}>{said}</Link>}
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
      <DenseTable
        rowKey="reviewerId"
        locale={{ emptyText: t.tooFew }}
        dataSource={[...reviewers]}
        columns={[
          { title: t.reviewer, dataIndex: "name" },
          {
            title: t.decisions,
            align: "right",
            render: (_, { decisions, username }) => (
              <Link to={photosOf({ ...within, reviewer: username })}>{decisions}</Link>
            ),
          },
          {
            title: t.rejectShare,
            align: "right",
            render: (_, { rejectShare, username }) => (
              <Link to={photosOf({ ...within, reviewer: username, decision: "reject" })}>{percent(rejectShare)}</Link>
            ),
          },
          { title: t.medianSeconds, align: "right", render: (_, row) => row.medianSeconds?.toFixed(1) ?? "—" },
          {
            title: t.secondLooks,
            align: "right",
            render: (_, { agreement: { pairs }, username }) => (
              <Link to={photosOf({ ...within, reviewer: username, mark: "looked-at" })}>{pairs}</Link>
            ),
          },
          {
            title: t.disagreed,
            align: "right",
            render: (_, { otherwise, username }) => (
              <Link to={photosOf({ ...within, reviewer: username, mark: "seen-otherwise" })}>{otherwise}</Link>
            ),
          },
          { title: t.kappa, align: "right", render: (_, row) => t.agreementSaid(row.agreement) },
          {
            title: t.knownRight,
            align: "right",
            render: (_, { honeypotsRight, honeypots, username }) => (
              <>
                <Link to={knownOf({ ...days, reviewer: username, answer: "right" })}>{honeypotsRight}</Link>
                {" / "}
                <Link to={knownOf({ ...days, reviewer: username })}>{honeypots}</Link>
              </>
            ),
          },
        ]}
      />
      <DenseTable
        rowKey="code"
        locale={{ emptyText: t.tooFew }}
        dataSource={[...reasons]}
        columns={[
          {
            title: t.reason,
            render: (_, { code, label }) => <Link to={photosOf({ ...within, reason: code })}>{say(label)}</Link>,
          },
          {
            title: t.both,
            align: "right",
            render: (_, { code, both }) => (
              <Link to={photosOf({ ...within, reason: code, mark: "same-reasons" })}>{both}</Link>
            ),
          },
          {
            title: t.one,
            align: "right",
            render: (_, { code, one }) => (
              <Link to={photosOf({ ...within, reason: code, mark: "other-reasons" })}>{one}</Link>
            ),
          },
          { title: t.kappa, align: "right", render: (_, row) => t.agreementSaid(row.agreement) },
        ]}
      />
    </Flex>
  );
}

/** Where the known photos behind one are. */
const knownOf = (filters: Readonly<Record<string, string>>): string => `/honeypots?${new URLSearchParams(filters)}`;

/** Where the photos behind a figure are. */
const photosOf = (filters: Readonly<Record<string, string>>): string => `/decisions?${new URLSearchParams(filters)}`;

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
