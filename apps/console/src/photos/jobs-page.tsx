/** The queues, and the photos that our own processing failed, with another try. */
import { failedPhotoList } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { App, Flex, Typography } from "antd";
import { moment } from "../lib/amounts.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { AskFirst } from "../parts/ask-first.tsx";
import { DataList } from "../parts/data-list/data-list.tsx";
import { DenseTable } from "../parts/dense-table.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { jobsWords } from "./jobs-words.ts";
import { RetryAll } from "./retry-all.tsx";

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
