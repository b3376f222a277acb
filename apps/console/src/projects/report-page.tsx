/** What a school hands on about a project: how far its departments are, day by day, what photos were refused for, how long it took. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Skeleton } from "antd";
import { useParams } from "react-router";
import { moment, percent } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { Page } from "../parts/page.tsx";
import { PaperTable } from "../parts/paper-table.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { projectName, projectTitle } from "../parts/project-name.ts";
import { type ProjectProgress, shareOf } from "./progress-groups.tsx";
import { windowOf } from "./project-window.ts";
import { ReportTimes } from "./report-times.tsx";
import { reportWords } from "./report-words.ts";
import "../parts/print.css";

export default function ReportPage() {
  const t = useWords(reportWords);
  const say = useSay();
  const { projectId = "" } = useParams();
  const params = { projectId };
  const project = useAnswer("readProject", { params });
  const progress = useAnswer("readProjectProgress", { params });
  const report = useAnswer("readProjectReport", { params });
  const problem = project.problem ?? progress.problem ?? report.problem;
  const name = project.value ? projectName(project.value, say) : "";
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
        <Paper name={name} project={project.value} progress={progress.value} report={report.value} />
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
  const say = useSay();
  const figures = [t.expected, t.started, t.completed, t.notStarted, t.share];
  const figuresOf = (row: Parameters<typeof shareOf>[0]): readonly (string | number)[] => [
    row.expected ?? t.unknown,
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
        about={t.shareOf}
        head={[t.department, ...figures]}
        rows={progress.departments.map((row) => [row.department || t.unnamed, ...figuresOf(row)])}
        sum={[t.whole, ...figuresOf(progress)]}
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
              rows={rows.length === 0 ? [[t.noRefusals, ""]] : rows.map(({ label, count }) => [say(label), count])}
            />
          ))}
        </div>
      </section>
      <PaperTable
        title={t.days}
        head={[t.day, t.started, t.paid, t.submitted, t.approved, t.completed]}
        rows={progress.days.map((row) => [row.day, row.started, row.paid, row.submitted, row.approved, row.completed])}
      />
    </article>
  );
}
