/** The outside systems as this installation is set up, each asked one harmless question when an operator presses. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Skeleton, Typography } from "antd";
import { useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { TestSms } from "./test-sms.tsx";

const words = wordsOf(
  {
    title: "连接检查",
    about: "按设置逐项问一次外部系统，几秒内有结果；不产生订单、不上传照片、不发短信。每次检查记入审计日志。",
    all: "全部检查",
    one: "检查",
    system: "外部系统",
    result: "结果",
    action: "操作",
    never: "还没有检查过",
    at: (time: string) => `${time} 检查`,
    took: (ms: number) => `用时 ${ms} 毫秒`,
  },
  {
    title: "Connections",
    about:
      "Asks every outside system, as it is set up, one question and has the answer within seconds: no order is made, no photo uploaded, no message sent. Each check is in the audit log.",
    all: "Check all",
    one: "Check",
    system: "Outside system",
    result: "Result",
    action: "Action",
    never: "Never checked",
    at: (time) => `Checked ${time}`,
    took: (ms) => `${ms} ms`,
  },
);

type Connection = RouteAnswer<"listConnections">["connections"][number];
type Checked = RouteAnswer<"checkConnections">["checked"][number];

export default function ConnectionsPage() {
  const t = useWords(words);
  const say = useSay();
  const act = useAct();
  const invalidate = useInvalidate();
  const { value, problem, refetch } = useAnswer("listConnections", {});
  const [checked, setChecked] = useState<ReadonlyMap<string, Checked>>(new Map());
  const [asked, setAsked] = useState<readonly string[]>([]);
  const rows = value?.connections ?? [];
  const check = async (connections: readonly string[]): Promise<void> => {
    setAsked(connections);
    const answer = await act.run("checkConnections", { body: { connections: [...connections] } });
    if (!answer) return;
    setChecked((before) => new Map([...before, ...answer.checked.map((one) => [one.connection, one] as const)]));
    invalidate("listConnections", "readFirstSteps");
  };
  const isAsked = (connection: string): boolean => act.busy && asked.includes(connection);
  const actions = (
    <Button
      type="primary"
      disabled={rows.length === 0}
      loading={act.busy && asked.length > 1}
      onClick={() => void check(rows.map(({ connection }) => connection))}
    >
      {t.all}
    </Button>
  );
  return (
    <Page title={t.title} about={t.about} actions={actions}>
      <ProblemNote problem={problem} refetch={refetch} />
      <ProblemNote problem={act.problem} />
      {!value && !problem && <Skeleton active />}
      {value && (
        <DenseTable<Connection>
          wraps
          rowKey="connection"
          dataSource={[...rows]}
          columns={[
            {
              title: t.system,
              width: 280,
              render: (_, { label, about }) => (
                <Flex vertical>
                  <strong>{say(label)}</strong>
                  <Typography.Text type="secondary">{say(about)}</Typography.Text>
                </Flex>
              ),
            },
            {
              title: t.result,
              render: (_, { connection, last }) => <Result checked={checked.get(connection)} last={last} />,
            },
            {
              title: t.action,
              key: "check",
              width: 110,
              render: (_, { connection, label }) => (
                <Button
                  size="small"
                  aria-label={`${t.one} ${say(label)}`}
                  loading={isAsked(connection)}
                  onClick={() => void check([connection])}
                >
                  {t.one}
                </Button>
              ),
            },
          ]}
        />
      )}
      <TestSms />
    </Page>
  );
}

/** `checked`: just now, in words; `last`: how it was when somebody last asked. */
function Result({ checked, last }: { readonly checked: Checked | undefined; readonly last: Connection["last"] }) {
  const t = useWords(words);
  const say = useSay();
  if (checked) {
    return (
      <Flex vertical gap={4} align="flex-start">
        <Flex gap={8} align="center" wrap>
          <ToneTag tone={checked.tone} label={checked.stateLabel} />
          <Typography.Text type="secondary">{t.took(checked.tookMs)}</Typography.Text>
        </Flex>
        <span>{say(checked.saw)}</span>
        {checked.mend && <strong>{say(checked.mend)}</strong>}
      </Flex>
    );
  }
  if (!last) return <Typography.Text type="secondary">{t.never}</Typography.Text>;
  return (
    <Flex gap={8} align="center" wrap>
      <ToneTag tone={last.tone} label={last.label} />
      <Typography.Text type="secondary">{t.at(moment(last.at))}</Typography.Text>
    </Flex>
  );
}
