/** Report of a school on a project: progress by department and day, reasons for rejection, and durations. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Skeleton } from "antd";
import { useParams } from "react-router";
import { moment, percent } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { projectName, projectTitle } from "../parts/options.ts";
import { Page } from "../parts/page.tsx";
import { PaperTable } from "../parts/paper-table.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import type { ProjectProgress } from "./progress-groups.tsx";
import { progressWords, shareOf } from "./progress-words.ts";
import { windowOf } from "./project-words.ts";
import "../parts/print.css";

/** Texts of a project's report. */
const reportWords = wordsOf(
  {
    title: "采集情况报告",
    about: "打印成 A4，或在打印窗口里另存为 PDF。报告里没有任何学生的姓名、学号和照片。",
    print: "打印报告",
    back: "返回项目",
    at: (when: string, window: string) => `采集时间：${window}；统计时间：${when}`,
    sums: "总体情况",
    departments: "各院系",
    day: "日期",
    paid: "支付",
    submitted: "提交",
    approved: "审核通过",
    refusals: "照片未通过的原因",
    checks: (photos: number) => `自动检查（共 ${photos} 张）`,
    reviewers: "人工审核",
    registry: "学信网退回",
    noRefusals: "没有",
    countedTwice: "一张照片可能有多个原因，一名学生可能拍多张，所以张数会多于人数。",
    times: "各步用时",
    step: "步骤",
    students: "学生",
    median: "中位用时",
    ninetieth: "90% 以内",
    spans: [
      "从开始到第一次提交",
      "从第一次提交到审核结论",
      "从审核通过到学信网接收",
      "从开始到采集完成",
    ],
    underAMinute: "不到 1 分钟",
    minutes: (count: string) => `${count} 分钟`,
    hours: (count: string) => `${count} 小时`,
    daysOf: (count: string) => `${count} 天`,
  },
  {
    title: "Report",
    about:
      "Print it on A4, or save it as a PDF from the print window. It holds no student's name, number or photo.",
    print: "Print the report",
    back: "Back to the project",
    at: (when, window) => `Open ${window}; as of ${when}`,
    sums: "As a whole",
    departments: "By department",
    day: "Day",
    paid: "Paid",
    submitted: "Submitted",
    approved: "Approved",
    refusals: "Why photos did not pass",
    checks: (photos) => `Automatic checks (of ${photos})`,
    reviewers: "Reviewers",
    registry: "CHSI",
    noRefusals: "none",
    countedTwice:
      "A photo may have several reasons and a student several photos, so there may be more photos than people.",
    times: "How long steps took",
    step: "Step",
    students: "Students",
    median: "Median",
    ninetieth: "90th percentile",
    spans: [
      "From the start to the first submission",
      "From the first submission to a decision",
      "From approval to CHSI's answer",
      "From the start to completion",
    ],
    underAMinute: "under 1 min",
    minutes: (count) => `${count} min`,
    hours: (count) => `${count} h`,
    daysOf: (count) => `${count} days`,
  },
);

type Times = RouteAnswer<"readProjectReport">["times"];

/** Names as in the texts. */
const spans = [
  "startToSubmit",
  "submitToDecision",
  "approvalToRegistry",
  "startToCompletion",
] as const;
const minuteS = 60;
const hourS = 60 * minuteS;
const dayS = 24 * hourS;

/** Duration of each step for the students of a project, on paper. */
function ReportTimes({ times }: { readonly times: Times }) {
  const t = useWords(reportWords);
  const formatDuration = (seconds: number | null): string => {
    if (seconds === null) return "—";
    if (seconds < minuteS) return t.underAMinute;
    // Rounded up, since the heading reads "at most".
    if (seconds < 2 * hourS) return t.minutes(String(Math.ceil(seconds / minuteS)));
    return seconds < 2 * dayS
      ? t.hours((seconds / hourS).toFixed(1))
      : t.daysOf((seconds / dayS).toFixed(1));
  };
  return (
    <PaperTable
      title={t.times}
      head={[t.step, t.students, t.median, t.ninetieth]}
      rows={spans.map((span, place) => {
        const { students, medianS, ninetiethS } = times[span];
        return [
          t.spans[place] ?? span,
          students,
          formatDuration(medianS),
          formatDuration(ninetiethS),
        ];
      })}
    />
  );
}

export default function ReportPage() {
  const t = useWords(reportWords);
  const translate = useTranslate();
  const { projectId = "" } = useParams();
  const params = { projectId };
  const project = useAnswer("readProject", { params });
  const progress = useAnswer("readProjectProgress", { params });
  const report = useAnswer("readProjectReport", { params });
  const problem = project.problem ?? progress.problem ?? report.problem;
  const name = project.value ? projectName(project.value, translate) : "";
  const isHere = Boolean(project.value && progress.value && report.value);
  const actions = (
    <Button type="primary" disabled={!isHere} onClick={() => window.print()}>
      {t.print}
    </Button>
  );
  return (
    <Page
      title={projectTitle(name, t.title)}
      about={t.about}
      back={{ to: `/projects/${projectId}`, words: t.back }}
      actions={actions}
    >
      <ProblemNote problem={problem} />
      {project.value && progress.value && report.value ? (
        <Paper
          name={name}
          project={project.value}
          progress={progress.value}
          report={report.value}
        />
      ) : (
        !problem && <Skeleton active />
      )}
    </Page>
  );
}

interface PaperProps {
  readonly name: string;
  readonly project: RouteAnswer<"readProject">;
  readonly progress: ProjectProgress;
  readonly report: RouteAnswer<"readProjectReport">;
}

function Paper({ name, project: { opensAt, closesAt }, progress, report }: PaperProps) {
  const t = useWords(reportWords);
  const p = useWords(progressWords);
  const translate = useTranslate();
  const figures = [p.expected, p.started, p.completed, p.notStarted, p.share];
  const figuresOf = (row: Parameters<typeof shareOf>[0]): readonly (string | number)[] => [
    row.expected ?? p.unknown,
    row.total,
    row.completed,
    row.notStarted ?? "—",
    percent(shareOf(row)),
  ];
  const reasons = [
    { title: t.checks(report.photos), rows: report.checks },
    { title: t.reviewers, rows: report.reviewers },
    { title: t.registry, rows: report.registry },
  ];
  return (
    <article className="print-report">
      <h2 className="print-report-title">{projectTitle(name, t.title)}</h2>
      <p>{t.at(moment(new Date().toISOString()), windowOf(opensAt, closesAt))}</p>
      <PaperTable
        title={t.departments}
        about={p.shareOf}
        head={[p.department, ...figures]}
        rows={progress.departments.map((row) => [row.department || p.unnamed, ...figuresOf(row)])}
        sum={[p.total, ...figuresOf(progress)]}
      />
      <ReportTimes times={report.times} />
      <section>
        <h3>{t.refusals}</h3>
        <p>{t.countedTwice}</p>
        <div className="print-report-reasons">
          {reasons.map(({ title, rows }) => (
            <PaperTable
              key={title}
              head={[title, ""]}
              rows={
                rows.length === 0
                  ? [[t.noRefusals, ""]]
                  : rows.map(({ label, count }) => [translate(label), count])
              }
            />
          ))}
        </div>
      </section>
      <PaperTable
        title={p.byDay}
        head={[t.day, p.started, t.paid, t.submitted, t.approved, p.completed]}
        rows={progress.days.map((row) => [
          row.day,
          row.started,
          row.paid,
          row.submitted,
          row.approved,
          row.completed,
        ])}
      />
    </article>
  );
}
