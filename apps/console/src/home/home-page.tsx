/** What waits, for whom and for how long: where an operator's day begins. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Card, Flex, Skeleton, Statistic, Typography } from "antd";
import { Link } from "react-router";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { FirstSteps } from "./first-steps.tsx";
import "./home.css";

const words = wordsOf(
  {
    title: "今天",
    about: "需要有人处理的事项，每半分钟更新。",
    nothing: "没有等待处理的事项",
    others: (names: string) => `没有等待的：${names}`,
    oldest: (time: string) => `最久的已等 ${time}`,
    moments: "1 分钟以内",
    minutes: (count: number) => `${count} 分钟`,
    hours: (count: number) => `${count} 小时`,
    days: (count: number) => `${count} 天`,
    health: "系统状态",
    open: "打开",
  },
  {
    title: "Today",
    about: "What waits for somebody; counted anew every half minute.",
    nothing: "Nothing waits",
    others: (names) => `None waiting: ${names}`,
    oldest: (time) => `the oldest for ${time}`,
    moments: "less than a minute",
    minutes: (count) => `${count} min`,
    hours: (count) => `${count} h`,
    days: (count) => `${count} days`,
    health: "System health",
    open: "Open",
  },
);

const everyMs = 30_000;

export default function HomePage() {
  const t = useWords(words);
  const say = useSay();
  const { value, problem, refetch } = useAnswer("readWaiting", {}, { everyMs });
  const all = value?.waiting ?? [];
  const none = all.filter(({ count }) => count === 0).map(({ label }) => say(label));
  return (
    <Page title={t.title} about={t.about}>
      <ProblemNote problem={problem} refetch={refetch} />
      <HealthLine />
      <FirstSteps />
      {value === undefined && !problem && <Skeleton active />}
      {value && none.length === all.length && <Typography.Text>{t.nothing}</Typography.Text>}
      <div className="home-waiting">
        {all
          .filter(({ count }) => count > 0)
          .map((row) => (
            <Waiting key={row.kind} {...row} />
          ))}
      </div>
      {none.length > 0 && <Typography.Text type="secondary">{t.others(none.join("、"))}</Typography.Text>}
    </Page>
  );
}

type Row = RouteAnswer<"readWaiting">["waiting"][number];

/** Where an operator acts on it; what other roles act on leads nowhere. */
const placeOf: Readonly<Partial<Record<string, string>>> = {
  "photos-failed": "/jobs",
  "batches-refused": "/registry",
  "registry-refusals": "/registry",
  "identity-checks": "/registry",
  "messages-failed": "/messages?state=failed",
  "staff-unconfirmed": "/staff",
  "configuration-proposed": "/configuration",
  "projects-unconfirmed": "/projects",
};

function Waiting({ kind, label, tone, count, oldestS }: Row) {
  const t = useWords(words);
  const lasting = useLasting();
  const place = placeOf[kind];
  return (
    <Card size="small" title={<ToneTag tone={tone} label={label} />}>
      <Flex justify="space-between" align="flex-end">
        <Statistic value={count} />
        <Flex vertical align="flex-end">
          {oldestS !== null && <Typography.Text type="secondary">{t.oldest(lasting(oldestS))}</Typography.Text>}
          {place !== undefined && <Link to={place}>{t.open}</Link>}
        </Flex>
      </Flex>
    </Card>
  );
}

const minuteS = 60;
const hourS = 60 * minuteS;
const dayS = 24 * hourS;

function useLasting(): (seconds: number) => string {
  const t = useWords(words);
  return (seconds) => {
    if (seconds < minuteS) return t.moments;
    if (seconds < 2 * hourS) return t.minutes(Math.round(seconds / minuteS));
    return seconds < 2 * dayS ? t.hours(Math.round(seconds / hourS)) : t.days(Math.round(seconds / dayS));
  };
}

function HealthLine() {
  const t = useWords(words);
  const { value } = useAnswer("readHealth", {}, { everyMs });
  if (!value) return null;
  return (
    <Flex gap={8} align="center">
      <Link to="/health">{t.health}</Link>
      <ToneTag tone={value.tone} label={value.label} />
    </Flex>
  );
}
