/** The queues, and the photos that our own processing failed, with another try. */
import { failedPhotoList } from "@gradphoto/domain";
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { App, Button, Flex, Popconfirm, Typography } from "antd";
import { useEffect, useRef, useState } from "react";
import { moment } from "../lib/amounts.ts";
import { call } from "../lib/client.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { AskFirst } from "../parts/ask-first.tsx";
import { DataList } from "../parts/data-list/data-list.tsx";
import { DenseTable } from "../parts/dense-table.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";

/** What the page of jobs says. */
const jobsWords = wordsOf(
  {
    title: "任务",
    about:
      "照片、订单、退款、通知和上网都在后台排队处理，失败的会自动再试。多次重试仍失败的照片放在下面：照片已保留，学生可随时免费重新上传，您也可以在排除原因后重试。",
    queues: "队列",
    kind: "任务",
    waiting: "等待",
    active: "处理中",
    retrying: "待重试",
    dead: "已放弃",
    done: "近一小时完成",
    oldest: "最早任务",
    since: (at: string) => `${at} 起等待`,
    dueAt: (at: string) => `定于 ${at}`,
    failed: "处理失败的照片",
    none: "没有处理失败的照片",
    counts: (failed: number, unsettled: number) => `共 ${failed} 张，其中 ${unsettled} 张可以重试`,
    retry: "重试",
    retrySure: "用同一张照片再处理一次？",
    retried: "已重新排队",
    retryAll: "全部重试",
    retryAllSure: "把能重试的失败照片全部重新排队？学生已重新上传或撤回同意的不会再处理。离开本页即停止。",
    underWay: (retried: number, left: number) => `已重新排队 ${retried} 张，剩余 ${left} 张`,
    retriedAll: (retried: number) => `已重新排队 ${retried} 张`,
    stop: "停止",
  },
  {
    title: "Jobs",
    about:
      "Photos, orders, refunds, messages and uploads are worked on in the background, and retried by themselves. A photo that still failed after several tries stands below: it is kept, its student may upload again for free, and you may retry it once the cause is gone.",
    queues: "Queues",
    kind: "Job",
    waiting: "Waiting",
    active: "Running",
    retrying: "To be retried",
    dead: "Given up",
    done: "Done in the last hour",
    oldest: "Earliest job",
    since: (at) => `Waiting since ${at}`,
    dueAt: (at) => `Due ${at}`,
    failed: "Failed photos",
    none: "No photo has failed",
    counts: (failed, unsettled) => `${failed} in all; ${unsettled} of them may be retried`,
    retry: "Retry",
    retrySure: "Process the same photo again?",
    retried: "Back in the queue",
    retryAll: "Retry all",
    retryAllSure:
      "Put every failed photo that may be retried back into the queue? Where the student uploaded anew or withdrew a consent it is left alone. Leaving this page stops it.",
    underWay: (retried, left) => `${retried} back in the queue, ${left} left`,
    retriedAll: (retried) => `${retried} back in the queue`,
    stop: "Stop",
  },
);

interface Far {
  readonly retried: number;
  readonly left: number;
}

interface Props {
  /** No photo waits for another try. */
  readonly nothing: boolean;
  readonly done: () => void;
}

const batch = 100;

/** Tries every failed photo again, some hundred at a time, with progress and a way to stop. */
function RetryAll({ nothing, done }: Props) {
  const t = useWords(jobsWords);
  const { message } = App.useApp();
  const invalidate = useInvalidate();
  const [far, setFar] = useState<Far | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const stopped = useRef(false);
  // Whoever has left the page sees neither progress nor the way to stop.
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  const go = async (): Promise<void> => {
    stopped.current = false;
    setProblem(null);
    setFar({ retried: 0, left: 0 });
    let retried = 0;
    let body: { limit: number; after?: string } = { limit: batch };
    for (;;) {
      const answer = await call("retryFailedAttempts", { body });
      if (!answer.ok) {
        setProblem(answer.problem);
        break;
      }
      const { left, next } = answer.value;
      retried += answer.value.retried;
      setFar({ retried, left });
      if (next === null || stopped.current) {
        void message.success(t.retriedAll(retried));
        break;
      }
      body = { limit: batch, after: next };
    }
    setFar(null);
    invalidate("readWaiting");
    done();
  };
  return (
    <>
      <ProblemNote problem={problem} />
      {far === null ? (
        <Popconfirm title={t.retryAllSure} disabled={nothing} onConfirm={() => void go()}>
          <Button disabled={nothing}>{t.retryAll}</Button>
        </Popconfirm>
      ) : (
        <Flex gap={8} align="center">
          <Typography.Text role="status">{t.underWay(far.retried, far.left)}</Typography.Text>
          <Button
            onClick={() => {
              stopped.current = true;
            }}
          >
            {t.stop}
          </Button>
        </Flex>
      )}
    </>
  );
}

type Queue = RouteAnswer<"readQueues">["queues"][number];

export default function JobsPage() {
  const t = useWords(jobsWords);
  const say = useSay();
  const invalidate = useInvalidate();
  const { message } = App.useApp();
  const changed = (): void => invalidate("listFailedAttempts", "readQueues");
  return (
    <Page title={t.title} about={t.about}>
      <Queues />
      <Typography.Title level={2} style={{ fontSize: 17, margin: 0 }}>
        {t.failed}
      </Typography.Title>
      <DataList
        list={failedPhotoList}
        inputOf={(query) => ({ query })}
        rowsOf={({ attempts }) => attempts}
        empty={t.none}
        cells={{
          actions: ({ attemptId, refusal }) =>
            refusal === null ? (
              <AskFirst
                label={t.retry}
                question={t.retrySure}
                route="retryFailedAttempt"
                input={{ params: { attemptId } }}
                done={({ label }) => {
                  void message.success(`${t.retried} · ${say(label)}`);
                  changed();
                }}
              />
            ) : (
              <Typography.Text type="secondary">{say(refusal)}</Typography.Text>
            ),
        }}
        above={({ counts: { failed, unsettled } }) => (
          <Flex gap={12} align="center" justify="space-between" wrap>
            <Typography.Text type="secondary">{t.counts(failed, unsettled)}</Typography.Text>
            <RetryAll nothing={unsettled === 0} done={changed} />
          </Flex>
        )}
      />
    </Page>
  );
}

/** Since when something due waits; where nothing is, when the next will be. */
function waits({ oldestWaitingSince, nextDueAt }: Queue, t: Pick<typeof jobsWords.zh, "since" | "dueAt">): string {
  if (oldestWaitingSince !== null) return t.since(moment(oldestWaitingSince));
  return nextDueAt ? t.dueAt(moment(nextDueAt)) : "—";
}

const everyMs = 10_000;

function Queues() {
  const t = useWords(jobsWords);
  const say = useSay();
  const { value, problem, refetch } = useAnswer("readQueues", {}, { everyMs });
  return (
    <Flex vertical gap={8}>
      <Typography.Title level={2} style={{ fontSize: 17, margin: 0 }}>
        {t.queues}
      </Typography.Title>
      <ProblemNote problem={problem} refetch={refetch} />
      <DenseTable<Queue>
        rowKey="kind"
        loading={!value && !problem}
        dataSource={value?.queues}
        columns={[
          { title: t.kind, render: (_, { label }) => say(label) },
          { title: t.waiting, dataIndex: "waiting", align: "right" },
          { title: t.active, dataIndex: "active", align: "right" },
          { title: t.retrying, dataIndex: "retrying", align: "right" },
          { title: t.dead, dataIndex: "dead", align: "right" },
          { title: t.done, dataIndex: "doneLastHour", align: "right" },
          { title: t.oldest, render: (_, queue) => waits(queue, t) },
        ]}
      />
    </Flex>
  );
}
