/** Students of a project from expected to completed, those who have not reached each step, and a forecast. */
import { beijingDay, remainingOpenDays } from "@gradphoto/domain";
import { Progress, Typography } from "antd";
import { Link } from "react-router";
import { count, percent } from "../lib/amounts.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { dayKeys, type FunnelFigures, forecastOf, funnelOf, type Step } from "./funnel-figures.ts";
import { progressWords } from "./progress-words.ts";

const words = wordsOf(
  {
    step: "步骤",
    people: "人数",
    share: "比例",
    lost: "停在上一步",
    pace: (perDay: string) => `近 7 天平均每天完成 ${perDay} 人，照此速度`,
    inTime: (day: string) => `${day} 全部完成。`,
    short: (people: number) => `到截止还差约 ${count(people)} 人，请催办。`,
  },
  {
    step: "Step",
    people: "Students",
    share: "Share",
    lost: "Still at the step before",
    pace: (perDay) => `Completed per day in the last 7 days: ${perDay}. At this pace `,
    inTime: (day) => `all are done on ${day}.`,
    short: (people) => `about ${count(people)} will be missing at the end: please remind them.`,
  },
);

/** Tab of the project's page that lists those who have not reached a step; none where only the service is at work. */
const listOf: Readonly<Partial<Record<Step, string>>> = {
  started: "?tab=missing",
  paid: "?tab=stalled&days=0&state=verified",
  submitted: "?tab=stalled&days=0",
  approved: "?tab=stalled&days=0&state=rejected",
};

export function ProgressFunnel({ progress }: { readonly progress: FunnelFigures }) {
  const t = useWords(words);
  const p = useWords(progressWords);
  const rows = funnelOf(progress);
  return (
    <DenseTable<(typeof rows)[number]>
      wraps
      rowKey="step"
      dataSource={rows}
      columns={[
        {
          title: t.step,
          render: (_, { step }) =>
            step === "expected" ? p.expected : p.steps[dayKeys.indexOf(step)],
        },
        { title: t.people, align: "right", render: (_, { people }) => count(people) },
        {
          title: t.share,
          width: "40%",
          render: (_, { share }) => (
            <Progress percent={share * 100} format={() => percent(share)} aria-label={t.share} />
          ),
        },
        {
          title: t.lost,
          align: "right",
          render: (_, { step, lost }) => {
            const place = listOf[step];
            if (lost === null) return "—";
            return place === undefined || lost === 0 ? (
              count(lost)
            ) : (
              <Link to={place}>{count(lost)}</Link>
            );
          },
        },
      ]}
    />
  );
}

/** Renders nothing unless the school has entered how many it expects, and some are missing. */
export function Forecast({
  progress,
  closesAt,
}: {
  readonly progress: FunnelFigures;
  readonly closesAt: string;
}) {
  const t = useWords(words);
  const now = new Date();
  const forecast = forecastOf(progress, {
    today: beijingDay(now.toISOString()),
    daysLeft: remainingOpenDays(closesAt, now.getTime()),
  });
  if (forecast === null) return null;
  const { perDay, day, short } = forecast;
  return (
    <Typography.Text type={day === null ? "warning" : "secondary"}>
      {t.pace(perDay.toFixed(1))}
      {day === null ? t.short(short) : t.inTime(day)}
    </Typography.Text>
  );
}
