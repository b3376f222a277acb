/** Own exports: progress, resuming and cancelling. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Popover, Progress, Typography } from "antd";
import { moment } from "../lib/amounts.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { DenseTable } from "../parts/dense-table.tsx";
import { download } from "../parts/export-button.tsx";
import { ManifestButtons } from "../parts/manifest-buttons.tsx";
import { Page } from "../parts/page.tsx";
import { placeName } from "../parts/place-choice.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";

const words = wordsOf(
  {
    title: "我的导出",
    about: "下载中断后可以接着下载；取消后正在进行的下载随即结束。",
    file: "文件",
    list: "照片清单",
    progress: "进度",
    state: "状态",
    startedAt: "开始时间",
    actions: "操作",
    take: "下载",
    cancel: "取消",
    sure: "取消这个导出？正在进行的下载会中断。",
    photos: (sent: number, total: number) => `已下载 ${sent} / ${total} 张`,
    rows: (sent: number, total: number) => `已下载 ${sent} / ${total} 行`,
  },
  {
    title: "My exports",
    about: "A download that broke off can be resumed. Cancelling stops one that is under way.",
    file: "File",
    list: "Photo list",
    progress: "Progress",
    state: "State",
    startedAt: "Started",
    actions: "Actions",
    take: "Download",
    cancel: "Cancel",
    sure: "Cancel this export? A download under way will break off.",
    photos: (sent, total) => `${sent} / ${total} photos downloaded`,
    rows: (sent, total) => `${sent} / ${total} rows downloaded`,
  },
);

type Export = RouteAnswer<"listMyExports">["exports"][number];

const everyMs = 1000;
const hundred = 100;

export default function ExportsPage() {
  const t = useWords(words);
  const translate = useTranslate();
  const { value, problem, refetch } = useAnswer("listMyExports", {}, { everyMs });
  const invalidate = useInvalidate();
  return (
    <Page title={t.title} about={t.about}>
      <ProblemNote problem={problem} refetch={refetch} />
      <DenseTable<Export>
        rowKey="exportId"
        loading={!value && !problem}
        dataSource={value?.exports}
        columns={[
          {
            title: t.file,
            width: 260,
            onCell: () => ({ style: { overflowWrap: "anywhere" } }),
            render: (_, { fileName, project, filters }) => (
              <Flex vertical>
                <span>{fileName}</span>
                {project !== null && (
                  <Typography.Text type="secondary">
                    {[translate(project), placeName(filters)].filter(Boolean).join(" · ")}
                  </Typography.Text>
                )}
              </Flex>
            ),
          },
          { title: t.state, render: (_, { tone, label }) => <ToneTag tone={tone} label={label} /> },
          {
            title: t.progress,
            width: 160,
            render: (_, { format, rowsSent, rowsTotal }) => (
              <>
                <Progress
                  aria-label={t.progress}
                  percent={rowsTotal === 0 ? 0 : Math.floor((rowsSent * hundred) / rowsTotal)}
                  showInfo={false}
                />
                <div>{(format === "zip" ? t.photos : t.rows)(rowsSent, rowsTotal)}</div>
              </>
            ),
          },
          { title: t.startedAt, render: (_, { createdAt }) => moment(createdAt) },
          {
            title: t.actions,
            fixed: "end",
            render: (_, { url, state, exportId, kindLabel, manifests }) =>
              url !== null && (
                <Flex gap={8}>
                  <Button
                    size="small"
                    type="primary"
                    aria-label={`${t.take} ${translate(kindLabel)}`}
                    onClick={() => download(url)}
                  >
                    {t.take}
                  </Button>
                  {manifests.length > 0 && (
                    <Popover trigger="click" content={<ManifestButtons manifests={manifests} />}>
                      <Button size="small">{t.list}</Button>
                    </Popover>
                  )}
                  {state !== "done" && (
                    <ConfirmDialog
                      label={t.cancel}
                      question={t.sure}
                      route="cancelExport"
                      input={{ params: { exportId } }}
                      done={() => invalidate("listMyExports")}
                    />
                  )}
                </Flex>
              ),
          },
        ]}
      />
    </Page>
  );
}
