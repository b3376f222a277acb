/** One project: how far its students are, by state, day, department and class; who does not go on; the photos as a file. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Card, Flex, Progress, Statistic, Tabs } from "antd";
import { useMemo } from "react";
import { useNavigate, useParams } from "react-router";
import { hasRole, useStaff } from "../lib/staff.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { ExportButton } from "../parts/export-button.tsx";
import { Page } from "../parts/page.tsx";
import { BarPlot, LinePlot } from "../parts/plot/plots.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { projectName } from "../parts/project-name.ts";
import { IdentityChecks } from "./identity-checks.tsx";
import { ProjectEntries } from "./project-entries.tsx";
import { SiteDays } from "./site-days.tsx";
import { StalledStudents } from "./stalled-students.tsx";

const words = wordsOf(
  {
    title: (name: string) => `${name} · 进度`,
    total: "已开始",
    completed: "采集完成",
    byState: "各状态人数",
    byDay: "每天",
    departments: "按院系",
    classes: "按班级",
    stalled: "停在某一步的学生",
    entries: "小程序码",
    identity: "身份核验",
    siteDays: "现场拍摄",
    department: "院系",
    className: "班级",
    share: "完成比例",
    steps: ["开始", "支付", "提交", "审核通过", "采集完成"],
    photos: "完成的照片（ZIP）与名单",
    print: "打印照片",
  },
  {
    title: (name) => `${name} · Progress`,
    total: "Started",
    completed: "Completed",
    byState: "By state",
    byDay: "Day by day",
    departments: "By department",
    classes: "By class",
    stalled: "Stalled",
    entries: "Codes",
    identity: "Identity",
    siteDays: "On-site days",
    department: "Department",
    className: "Class",
    share: "Completed",
    steps: ["Started", "Paid", "Submitted", "Approved", "Completed"],
    photos: "Finished photos (ZIP) and list",
    print: "Print photos",
  },
);

type ProjectProgress = RouteAnswer<"readProjectProgress">;
const everyMs = 30_000;
const hundred = 100;
const dayKeys = ["started", "paid", "submitted", "approved", "completed"] as const;

export default function ProjectPage() {
  const t = useWords(words);
  const say = useSay();
  const staff = useStaff();
  const navigate = useNavigate();
  const { projectId = "" } = useParams();
  const params = { projectId };
  const project = useAnswer("readProject", { params });
  const { value, problem, refetch } = useAnswer("readProjectProgress", { params }, { everyMs });
  const name = project.value ? projectName(project.value, say) : "";
  const actions = (
    <>
      {hasRole(staff, ["school-admin"]) && (
        <Button onClick={() => void navigate(`/projects/${projectId}/print`)}>{t.print}</Button>
      )}
      <ExportButton kind="finished-photos" filters={{ projectId }} />
      <ExportButton kind="school-collections" filters={{ projectId }} />
    </>
  );
  return (
    <Page title={t.title(name)} about={t.photos} actions={actions}>
      <ProblemNote problem={problem} refetch={refetch} />
      {value && (
        <Tabs
          items={[
            { key: "all", label: t.byState, children: <Overview progress={value} /> },
            { key: "departments", label: t.departments, children: <Groups rows={value.departments} /> },
            { key: "classes", label: t.classes, children: <Groups rows={value.classes} /> },
            { key: "stalled", label: t.stalled, children: <StalledStudents projectId={projectId} /> },
            { key: "identity", label: t.identity, children: <IdentityChecks projectId={projectId} /> },
            { key: "site-days", label: t.siteDays, children: <SiteDays projectId={projectId} /> },
            {
              key: "entries",
              label: t.entries,
              children: project.value && <ProjectEntries project={project.value} />,
            },
          ]}
        />
      )}
    </Page>
  );
}

function Overview({ progress: { total, states, days } }: { readonly progress: ProjectProgress }) {
  const t = useWords(words);
  const say = useSay();
  const bars = useMemo(() => states.map(({ label, count }) => ({ name: say(label), value: count })), [states, say]);
  const places = useMemo(() => days.map(({ day }) => day.slice("2026-".length)), [days]);
  const lines = useMemo(
    () => dayKeys.map((key, index) => ({ name: t.steps[index] ?? key, values: days.map((day) => day[key]) })),
    [days, t],
  );
  const completed = states.find(({ state }) => state === "completed")?.count ?? 0;
  return (
    <Flex vertical gap={16}>
      <Flex gap={48}>
        <Statistic title={t.total} value={total} />
        <Statistic title={t.completed} value={completed} />
      </Flex>
      <div className="console-plots">
        <Card size="small" title={t.byState}>
          <BarPlot label={t.byState} bars={bars} />
        </Card>
        <Card size="small" title={t.byDay}>
          <LinePlot label={t.byDay} places={places} lines={lines} />
        </Card>
      </div>
    </Flex>
  );
}

type Group = ProjectProgress["departments"][number] | ProjectProgress["classes"][number];

function Groups({ rows }: { readonly rows: readonly Group[] }) {
  const t = useWords(words);
  const nameOf = (row: Group): string => ("className" in row ? row.className : row.department);
  return (
    <DenseTable<Group>
      wraps
      rowKey={(row) => `${row.department}/${nameOf(row)}`}
      dataSource={[...rows]}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      columns={[
        { title: t.department, dataIndex: "department" },
        ...(rows.some((row) => "className" in row)
          ? [{ title: t.className, render: (_: unknown, row: Group) => nameOf(row) }]
          : []),
        { title: t.total, dataIndex: "total", align: "right" },
        { title: t.completed, dataIndex: "completed", align: "right" },
        {
          title: t.share,
          width: 260,
          render: (_, { total, completed }) => (
            <Progress percent={total === 0 ? 0 : Math.round((completed * hundred) / total)} aria-label={t.share} />
          ),
        },
      ]}
    />
  );
}
