/** Health of every part of the service, polled while open. Its rows check outside systems and retry failed photos. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Skeleton, Typography } from "antd";
import { useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { RetryPhotos, TestSms } from "./health-actions.tsx";

const words = wordsOf(
  {
    title: "系统状态",
    about:
      "页面打开时每十五秒更新一次。红色：不能工作；黄色：需要留意，旁边写着怎么办。“检查”按设置问一次外部系统，几秒内有结果；不产生订单、不上传照片、不发短信，记入审计日志。",
    checked: (at: string) => `${at} 更新`,
    refresh: "立即更新",
    all: "全部检查",
    part: "组成部分",
    state: "状态",
    summary: "情况",
    todo: "怎么办",
    action: "操作",
    check: "检查",
    took: (ms: number) => `用时 ${ms} 毫秒`,
    lastChecked: (at: string) => `${at} 检查`,
    whyNot: "按“检查”看原因和办法",
    never: "还没有检查过",
    ok: "正常",
    look: "留意",
    broken: "故障",
    unknown: "暂无数据",
  },
  {
    title: "System health",
    about:
      "Refreshes every 15 seconds while it is open. Red: down. Yellow: needs attention, with what to do. “Check” sends an outside system one request and answers within seconds: no order is made, no photo uploaded, no message sent. Checks are in the audit log.",
    checked: (at) => `Updated ${at}`,
    refresh: "Refresh",
    all: "Check all",
    part: "Part",
    state: "State",
    summary: "Findings",
    todo: "What to do",
    action: "Action",
    check: "Check",
    took: (ms) => `${ms} ms`,
    lastChecked: (at) => `Checked ${at}`,
    whyNot: "Press Check for the reason and what to do",
    never: "Never checked",
    ok: "OK",
    look: "Needs attention",
    broken: "Down",
    unknown: "No data yet",
  },
);

type Part = RouteAnswer<"readHealth">["parts"][number];
type Check = Part["checks"][number];
type Checked = RouteAnswer<"checkConnections">["checked"][number];

const everyMs = 15_000;

const stateLabels: Readonly<Record<Part["tone"], { readonly zh: string; readonly en: string }>> = {
  success: { zh: words.zh.ok, en: words.en.ok },
  warning: { zh: words.zh.look, en: words.en.look },
  danger: { zh: words.zh.broken, en: words.en.broken },
  neutral: { zh: words.zh.unknown, en: words.en.unknown },
  info: { zh: words.zh.ok, en: words.en.ok },
};

/** Parts with a lower number are displayed first; equal ones keep the service's order. */
const urgency: Readonly<Record<Part["tone"], number>> = {
  danger: 0,
  warning: 1,
  neutral: 2,
  info: 2,
  success: 2,
};

export default function HealthPage() {
  const t = useWords(words);
  const translate = useTranslate();
  const act = useAct();
  const invalidate = useInvalidate();
  const { value, problem, refetch } = useAnswer("readHealth", {}, { everyMs });
  const [results, setResults] = useState<ReadonlyMap<string, Checked>>(new Map());
  const [running, setRunning] = useState<string | null>(null);
  const parts = [...(value?.parts ?? [])].sort((a, b) => urgency[a.tone] - urgency[b.tone]);
  const check = async (name: string, checks: readonly Check[]): Promise<void> => {
    setRunning(name);
    const connections = checks.map(({ connection }) => connection);
    const answer = await act.run("checkConnections", { body: { connections } });
    if (!answer) return;
    setResults(
      (earlier) =>
        new Map([...earlier, ...answer.checked.map((one) => [one.connection, one] as const)]),
    );
    invalidate("readHealth", "readFirstSteps");
  };
  const isRunning = (name: string): boolean => act.busy && running === name;
  const actions = (
    <Flex gap={8} align="center">
      {value && (
        <Typography.Text type="secondary">{t.checked(moment(value.checkedAt))}</Typography.Text>
      )}
      <Button onClick={refetch}>{t.refresh}</Button>
      <Button
        type="primary"
        disabled={!value}
        loading={isRunning("all")}
        onClick={() =>
          void check(
            "all",
            parts.flatMap(({ checks }) => checks),
          )
        }
      >
        {t.all}
      </Button>
    </Flex>
  );
  return (
    <Page title={t.title} about={t.about} actions={actions}>
      <ProblemNote problem={problem} refetch={refetch} />
      <ProblemNote problem={act.problem} />
      {!value && !problem && <Skeleton active />}
      {value && (
        <>
          <div role="status">
            <ToneTag tone={value.tone} label={value.label} />
          </div>
          <DenseTable<Part>
            wraps
            rowKey="part"
            dataSource={parts}
            columns={[
              { title: t.part, width: 180, render: (_, { label }) => translate(label) },
              {
                title: t.state,
                width: 130,
                render: (_, { tone }) => <ToneTag tone={tone} label={stateLabels[tone]} />,
              },
              {
                title: t.summary,
                render: (_, { summary: text, checks }) => (
                  <Flex vertical gap={4} align="flex-start">
                    <span>{translate(text)}</span>
                    {checks.map((one) => (
                      <Result
                        key={one.connection}
                        check={one}
                        checked={results.get(one.connection)}
                        isNamed={checks.length > 1}
                      />
                    ))}
                  </Flex>
                ),
              },
              { title: t.todo, render: (_, { todo }) => (todo === null ? "—" : translate(todo)) },
              {
                title: t.action,
                width: 130,
                render: (_, { part, label, tone, checks }) => {
                  if (part === "failed-photos") return <RetryPhotos nothing={tone === "success"} />;
                  if (checks.length === 0) return null;
                  return (
                    <Button
                      size="small"
                      aria-label={`${t.check} ${translate(label)}`}
                      loading={isRunning(part)}
                      onClick={() => void check(part, checks)}
                    >
                      {t.check}
                    </Button>
                  );
                },
              },
            ]}
          />
          <TestSms />
        </>
      )}
    </Page>
  );
}

interface ResultProps {
  readonly check: Check;
  /** Result of the latest check started on this page; undefined before the first. */
  readonly checked: Checked | undefined;
  readonly isNamed: boolean;
}

function Result({ check: { label, last }, checked, isNamed }: ResultProps) {
  const t = useWords(words);
  const translate = useTranslate();
  const name = isNamed && <Typography.Text>{translate(label)}</Typography.Text>;
  if (checked)
    return (
      <Flex vertical gap={4} align="flex-start">
        <Flex gap={8} align="center" wrap>
          {name}
          <ToneTag tone={checked.tone} label={checked.stateLabel} />
          <span>{translate(checked.observation)}</span>
          <Typography.Text type="secondary">{t.took(checked.tookMs)}</Typography.Text>
        </Flex>
        {checked.advice && <strong>{translate(checked.advice)}</strong>}
      </Flex>
    );
  return (
    <Flex gap={8} align="center" wrap>
      {name}
      {last && <ToneTag tone={last.tone} label={last.label} />}
      <Typography.Text type="secondary">
        {last ? t.lastChecked(moment(last.at)) : t.never}
      </Typography.Text>
      {last && last.tone !== "success" && <strong>{t.whyNot}</strong>}
    </Flex>
  );
}
