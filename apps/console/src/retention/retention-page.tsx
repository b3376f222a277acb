/** Overdue and upcoming deletions, and the runs that deleted something. */
import { educationCategories, isEducationCategory, retentionRunList } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Descriptions, Flex, Typography } from "antd";
import { Link } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { useAddress } from "../parts/data-list/use-address.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { SideDialog } from "../parts/side-dialog.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";

/** Texts of the pages of retention. */
const retentionWords = wordsOf(
  {
    title: "到期删除",
    about:
      "保存期限到了，照片和身份信息自动删除：每小时检查一次，分批删除，直到删完；仍在审核或上网途中的照片等到有结果再删。每批留下记录，并与审计日志逐条相符。",
    due: "已到期和即将到期",
    filesLeft: (count: number) => `存储中还有 ${count} 个文件等待清除`,
    noFilesLeft: "存储中没有等待清除的文件",
    school: "院校",
    project: "项目",
    nextAt: "下一次到期",
    soon: "三十天内到期",
    soonUnit: (count: number) => `${count} 份采集`,
    overdue: "已到期未删",
    overdueUnit: (count: number) => `${count} 张照片`,
    period: "保存期限",
    days: (count: number) => `${count} 天`,
    noneDue: "没有项目到期",
    runs: "删除记录",
    run: "删除记录",
    photos: "照片",
    persons: "身份信息",
    accounts: "账号",
    faults: "未能删除",
    left: "待清除文件",
    record: "记录",
    proven: "审计日志证明",
    matches: "记录与审计日志相符",
    differs: "记录与审计日志不符：请检查审计日志完整性，并与备份核对",
    closing: (seq: number) => `由审计日志第 ${seq} 条结束`,
    noProject: "不属于任何项目",
    log: "在审计日志中查看",
  },
  {
    title: "Retention",
    about:
      "When their time is over, pictures and personal data are deleted automatically: every hour, batch after batch until nothing is left. A photo that a reviewer or CHSI still has stays until they have decided. Each batch leaves a record, which the audit log proves row by row.",
    due: "Overdue and due next",
    filesLeft: (count) =>
      `${count} ${count === 1 ? "file is" : "files are"} waiting to be removed from storage`,
    noFilesLeft: "No files are waiting to be removed from storage",
    school: "School",
    project: "Project",
    nextAt: "Next due",
    soon: "Due in 30 days",
    soonUnit: (count) => `${count} ${count === 1 ? "collection" : "collections"}`,
    overdue: "Overdue",
    overdueUnit: (count) => `${count} ${count === 1 ? "photo" : "photos"}`,
    period: "Kept for",
    days: (count) => `${count} days`,
    noneDue: "Nothing is due",
    runs: "Runs",
    run: "Retention run",
    photos: "Photos",
    persons: "Persons",
    accounts: "Accounts",
    faults: "Not deleted",
    left: "Files left",
    record: "The record",
    proven: "The audit log proves",
    matches: "The record and the audit log agree",
    differs:
      "The record and the audit log disagree: check the log's integrity and compare with a backup",
    closing: (seq) => `Closed by entry ${seq} of the audit log`,
    noProject: "Of no project",
    log: "See it in the audit log",
  },
);

type OfProject = RouteAnswer<"readRetentionRun">["projects"][number];

/** Record of one run: what it deleted by project, compared with the audit log. */
function RunDrawer({ runId, close }: { readonly runId: string; readonly close: () => void }) {
  const t = useWords(retentionWords);
  const translate = useTranslate();
  const { value, problem } = useAnswer("readRetentionRun", { params: { runId } });
  const sums = (one: {
    readonly photos: number;
    readonly persons: number;
    readonly accounts: number;
  }): string =>
    `${t.photos} ${one.photos} · ${t.persons} ${one.persons} · ${t.accounts} ${one.accounts}`;
  return (
    <SideDialog size={760} title={t.run} close={close}>
      <ProblemNote problem={problem} />
      {value && (
        <Flex vertical gap={16}>
          <Alert
            type={value.matches ? "success" : "error"}
            showIcon
            role={value.matches ? "status" : "alert"}
            title={value.matches ? t.matches : t.differs}
            description={value.auditSeq === null ? undefined : t.closing(value.auditSeq)}
          />
          <Descriptions
            size="small"
            bordered
            column={1}
            items={[
              {
                key: "cause",
                label: translate({ zh: "起因", en: "Cause" }),
                children: translate(value.causeLabel),
              },
              {
                key: "state",
                label: translate({ zh: "结果", en: "Outcome" }),
                children: <ToneTag tone={value.tone} label={value.label} />,
              },
              {
                key: "when",
                label: translate({ zh: "时间", en: "When" }),
                children: `${moment(value.beganAt)} – ${moment(value.endedAt)}`,
              },
              { key: "record", label: t.record, children: sums(value) },
              { key: "proven", label: t.proven, children: sums(value.proven) },
              { key: "faults", label: t.faults, children: value.faults },
              { key: "left", label: t.left, children: value.filesLeft },
            ]}
          />
          <DenseTable<OfProject>
            rowKey={({ projectId }) => projectId ?? "none"}
            dataSource={[...value.projects]}
            columns={[
              {
                title: t.project,
                render: (_, { schoolName, category, graduationYear }) => {
                  if (schoolName === null || category === null) return t.noProject;
                  const kind = isEducationCategory(category)
                    ? translate(educationCategories[category])
                    : category;
                  return `${schoolName} · ${kind} ${graduationYear ?? ""}`;
                },
              },
              { title: t.photos, dataIndex: "photos", align: "right" },
              { title: t.persons, dataIndex: "persons", align: "right" },
              { title: t.accounts, dataIndex: "accounts", align: "right" },
            ]}
          />
          <Link to={`/audit?subject=retention-run:${runId}`}>{t.log}</Link>
        </Flex>
      )}
    </SideDialog>
  );
}

type Due = RouteAnswer<"readRetentionDue">["projects"][number];

export default function RetentionPage() {
  const t = useWords(retentionWords);
  const { values, showInDrawer } = useAddress(["run"]);
  return (
    <Page title={t.title} about={t.about}>
      <DueTable />
      <Typography.Title level={2} style={{ fontSize: 17, margin: 0 }}>
        {t.runs}
      </Typography.Title>
      <DataList
        list={retentionRunList}
        inputOf={(query) => ({ query })}
        rowsOf={({ runs }) => runs}
        cells={{}}
        open={({ runId }) => showInDrawer({ run: runId })}
      />
      {values.run !== undefined && (
        <RunDrawer runId={values.run} close={() => showInDrawer({ run: null })} />
      )}
    </Page>
  );
}

function DueTable() {
  const t = useWords(retentionWords);
  const translate = useTranslate();
  const { value, problem, refetch } = useAnswer("readRetentionDue", {});
  const filesLeft = value?.filesLeft ?? 0;
  return (
    <Flex vertical gap={8}>
      <Typography.Title level={2} style={{ fontSize: 17, margin: 0 }}>
        {t.due}
      </Typography.Title>
      <ProblemNote problem={problem} refetch={refetch} />
      {value !== undefined && (
        <Typography.Text type="secondary">
          {filesLeft === 0 ? t.noFilesLeft : t.filesLeft(filesLeft)}
        </Typography.Text>
      )}
      <DenseTable<Due>
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        rowKey="projectId"
        loading={!value && !problem}
        dataSource={value?.projects}
        locale={{ emptyText: t.noneDue }}
        columns={[
          { title: t.school, render: (_, { schoolName }) => schoolName },
          {
            title: t.project,
            render: (_, { category, graduationYear }) =>
              `${isEducationCategory(category) ? translate(educationCategories[category]) : category} ${graduationYear}`,
          },
          {
            title: t.period,
            align: "right",
            render: (_, { retentionDays }) => t.days(retentionDays),
          },
          {
            title: t.overdue,
            align: "right",
            render: (_, { overdue }) => (
              <Typography.Text strong={overdue > 0}>{t.overdueUnit(overdue)}</Typography.Text>
            ),
          },
          { title: t.nextAt, render: (_, { nextAt }) => moment(nextAt) },
          {
            title: t.soon,
            align: "right",
            render: (_, { dueIn30Days }) => t.soonUnit(dueIn30Days),
          },
        ]}
      />
    </Flex>
  );
}
