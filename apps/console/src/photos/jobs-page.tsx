/** The queues, and the photos that our own processing failed, with another try. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { App, Flex, Typography } from "antd";
import { moment } from "../lib/amounts.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { AskFirst } from "../parts/ask-first.tsx";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import type { FilterValues } from "../parts/data-list/filters.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { ExportButton } from "../parts/export-button.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { jobsWords } from "./jobs-words.ts";
import { RetryAll } from "./retry-all.tsx";

type Queue = RouteAnswer<"readQueues">["queues"][number];
type Failed = RouteAnswer<"listFailedAttempts">["attempts"][number];

/** Of an address, what the list can be narrowed by. */
const known = ({ state }: FilterValues) => ({ ...(state === "unsettled" && { state: "unsettled" as const }) });

export default function JobsPage() {
  const t = useWords(jobsWords);
  const say = useSay();
  const invalidate = useInvalidate();
  const { message } = App.useApp();
  const changed = (): void => invalidate("listFailedAttempts", "readQueues");
  const columns: readonly Column<Failed>[] = [
    { key: "kind", title: { zh: "任务", en: "Job" }, show: ({ kindLabel }) => say(kindLabel) },
    {
      key: "collection",
      title: { zh: "采集编号", en: "Collection" },
      show: ({ collectionId }) => <code>{collectionId}</code>,
    },
    { key: "number", title: { zh: "第几张", en: "Photo" }, number: true, show: ({ number }) => number },
    { key: "fault", title: { zh: "原因", en: "Cause" }, show: ({ faultLabel }) => say(faultLabel) },
    { key: "tries", title: { zh: "尝试次数", en: "Tries" }, number: true, show: ({ tries }) => tries ?? "—" },
    {
      key: "created",
      title: { zh: "上传时间", en: "Uploaded" },
      hidden: true,
      show: ({ createdAt }) => moment(createdAt),
    },
    { key: "failed", title: { zh: "放弃时间", en: "Given up" }, show: ({ failedAt }) => moment(failedAt) },
    {
      key: "actions",
      acts: true,
      title: { zh: "操作", en: "Actions" },
      width: 240,
      show: ({ attemptId, refusal }) =>
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
    },
  ];
  return (
    <Page title={t.title} about={t.about}>
      <Queues />
      <Typography.Title level={2} style={{ fontSize: 17, margin: 0 }}>
        {t.failed}
      </Typography.Title>
      <DataList
        list="failed-attempts"
        route="listFailedAttempts"
        inputOf={({ filters, limit, after }) => ({ query: { ...known(filters), ...pageQuery({ limit, after }) } })}
        rowsOf={({ attempts }) => attempts}
        nextOf={({ next }) => next}
        rowKey={({ attemptId }) => attemptId}
        columns={columns}
        filters={[
          {
            kind: "choice",
            key: "state",
            label: { zh: "范围", en: "Which" },
            options: [{ value: "unsettled", label: { zh: "可以重试", en: "May be tried again" } }],
          },
        ]}
        actions={(filters) => <ExportButton kind="failed-photos" filters={known(filters)} />}
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
        loading={value === undefined && problem === null}
        dataSource={[...(value?.queues ?? [])]}
        columns={[
          { title: t.kind, render: (_, { label }) => say(label) },
          { title: t.waiting, dataIndex: "waiting", align: "right" },
          { title: t.active, dataIndex: "active", align: "right" },
          { title: t.retrying, dataIndex: "retrying", align: "right" },
          { title: t.dead, dataIndex: "dead", align: "right" },
          { title: t.done, dataIndex: "doneLastHour", align: "right" },
          { title: t.oldest, render: (_, { oldestWaitingSince }) => moment(oldestWaitingSince) },
        ]}
      />
    </Flex>
  );
}
