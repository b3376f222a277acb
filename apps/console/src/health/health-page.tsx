/** How every part of the service is, asked again while somebody looks. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Descriptions, Flex, Skeleton, Typography } from "antd";
import { bytes, moment } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";

/** A clock that is behind has a minus, not a hyphen. */
const signed = (count: number): string => (count < 0 ? `−${-count}` : String(count));

const words = wordsOf(
  {
    title: "系统状态",
    about: "页面打开时每十五秒更新一次。红色的部分不能工作，黄色的需要留意，旁边写着怎么办。",
    checked: (at: string) => `${at} 检查`,
    again: "立即更新",
    part: "组成部分",
    state: "状态",
    says: "情况",
    todo: "怎么办",
    processes: "进程",
    kind: "进程",
    host: "机器",
    alive: "运行中",
    silent: "无响应",
    started: "启动",
    seen: "最后心跳",
    clock: "时钟偏差",
    ms: (count: number) => `${signed(count)} 毫秒`,
    memory: "内存",
    disk: "磁盘剩余",
    version: "版本",
    versions: "版本",
    none: "没有进程报到",
    ok: "正常",
    look: "留意",
    broken: "故障",
    unused: "未用到",
    uncounted: "待统计",
  },
  {
    title: "System health",
    about:
      "Asked again every fifteen seconds while the page is open. What is red does not work, what is yellow needs a look; what to do is said beside it.",
    checked: (at) => `Checked ${at}`,
    again: "Check now",
    part: "Part",
    state: "State",
    says: "What was found",
    todo: "What to do",
    processes: "Processes",
    kind: "Process",
    host: "Machine",
    alive: "Running",
    silent: "Not responding",
    started: "Started",
    seen: "Last heard of",
    clock: "Clock off by",
    ms: (count) => `${signed(count)} ms`,
    memory: "Memory",
    disk: "Disk free",
    version: "Version",
    versions: "Versions",
    none: "No process has reported",
    ok: "OK",
    look: "Needs a look",
    broken: "Does not work",
    unused: "Not used",
    uncounted: "To be counted",
  },
);

type Health = RouteAnswer<"readHealth">;
type Part = Health["parts"][number];
type Process = Health["processes"][number];

const everyMs = 15_000;

const toneLabels: Readonly<Record<Part["tone"], { readonly zh: string; readonly en: string }>> = {
  success: { zh: words.zh.ok, en: words.en.ok },
  warning: { zh: words.zh.look, en: words.en.look },
  danger: { zh: words.zh.broken, en: words.en.broken },
  neutral: { zh: words.zh.unused, en: words.en.unused },
  info: { zh: words.zh.ok, en: words.en.ok },
};

/** Nothing calls what is not used; faces are counted once a day. */
const stateLabel = ({ part, tone }: Part) =>
  part === "stored-faces" && tone === "neutral" ? { zh: words.zh.uncounted, en: words.en.uncounted } : toneLabels[tone];

export default function HealthPage() {
  const t = useWords(words);
  const { value, problem, refetch } = useAnswer("readHealth", {}, { everyMs });
  const actions = (
    <Flex gap={8} align="center">
      {value && <Typography.Text type="secondary">{t.checked(moment(value.checkedAt))}</Typography.Text>}
      <Button onClick={refetch}>{t.again}</Button>
    </Flex>
  );
  return (
    <Page title={t.title} about={t.about} actions={actions}>
      <ProblemNote problem={problem} refetch={refetch} />
      {!value && !problem && <Skeleton active />}
      {value && (
        <>
          <div role="status">
            <ToneTag tone={value.tone} label={value.label} />
          </div>
          <Parts parts={value.parts} />
          <Processes processes={value.processes} />
          <Versions versions={value.versions} />
        </>
      )}
    </Page>
  );
}

function Heading({ children }: { readonly children: string }) {
  return (
    <Typography.Title level={2} style={{ fontSize: 17, margin: 0 }}>
      {children}
    </Typography.Title>
  );
}

function Parts({ parts }: { readonly parts: readonly Part[] }) {
  const t = useWords(words);
  const say = useSay();
  return (
    <DenseTable<Part>
      wraps
      rowKey="part"
      dataSource={[...parts]}
      columns={[
        { title: t.part, width: 200, render: (_, { label }) => say(label) },
        { title: t.state, width: 150, render: (_, part) => <ToneTag tone={part.tone} label={stateLabel(part)} /> },
        { title: t.says, render: (_, { says }) => say(says) },
        { title: t.todo, render: (_, { todo }) => (todo === null ? "—" : say(todo)) },
      ]}
    />
  );
}

function Processes({ processes }: { readonly processes: readonly Process[] }) {
  const t = useWords(words);
  const say = useSay();
  return (
    <>
      <Heading>{t.processes}</Heading>
      <DenseTable<Process>
        rowKey="processId"
        dataSource={[...processes]}
        locale={{ emptyText: t.none }}
        columns={[
          { title: t.kind, render: (_, { kindLabel }) => say(kindLabel) },
          { title: t.host, dataIndex: "host" },
          {
            title: t.state,
            render: (_, { alive }) =>
              alive ? (
                <ToneTag tone="success" label={{ zh: words.zh.alive, en: words.en.alive }} />
              ) : (
                <ToneTag tone="danger" label={{ zh: words.zh.silent, en: words.en.silent }} />
              ),
          },
          { title: t.started, render: (_, { startedAt }) => moment(startedAt) },
          { title: t.seen, render: (_, { seenAt }) => moment(seenAt) },
          { title: t.clock, align: "right", render: (_, { clockAheadMs }) => t.ms(clockAheadMs) },
          { title: t.memory, align: "right", render: (_, { memoryBytes }) => bytes(memoryBytes) },
          {
            title: t.disk,
            align: "right",
            render: (_, { diskFreeBytes }) => (diskFreeBytes === null ? "—" : bytes(diskFreeBytes)),
          },
          { title: t.version, dataIndex: "serviceVersion" },
        ]}
      />
    </>
  );
}

function Versions({ versions }: { readonly versions: Health["versions"] }) {
  const t = useWords(words);
  const say = useSay();
  return (
    <>
      <Heading>{t.versions}</Heading>
      <Descriptions
        size="small"
        bordered
        column={{ xs: 1, md: 3 }}
        items={versions.map(({ what, label, version }) => ({ key: what, label: say(label), children: version }))}
      />
    </>
  );
}
