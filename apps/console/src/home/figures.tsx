/** Figures on the home page of a role, each with a link to the list behind it. */
import { beijingDay, remainingOpenDays } from "@gradphoto/domain";
import { Card, Flex, Skeleton, Statistic } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { moment, percent, yuan } from "../lib/amounts.ts";
import { useStaff } from "../lib/staff.ts";
import { type AnswerState, useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { projectName } from "../parts/options.ts";
import { LinePlot } from "../parts/plot/plots.tsx";
import { ProblemNote } from "../parts/problem.tsx";

const words = wordsOf(
  {
    decisions: "今天审核",
    rejected: "今天不通过率",
    overdue: "超期未审",
    paid: "今天收款",
    refunded: "今天退款",
    trend: "近七天审核",
    decided: "审核",
    rejections: "不通过",
    lastCheck: "最近一次核对日志",
    neverChecked: "还没有核对过",
    checked: (at: string, answer: string) => `${at}，日志完整：${answer}`,
    looks: "今天查看照片",
    open: "正在采集的项目",
    notStarted: "未开始",
    closing: (project: string) => `最先截止：${project}`,
    daysLeft: (days: number) => `还剩 ${days} 天`,
  },
  {
    decisions: "Decisions today",
    rejected: "Rejected today",
    overdue: "Reviews overdue",
    paid: "Received today",
    refunded: "Refunded today",
    trend: "Decisions of the last seven days",
    decided: "Decided",
    rejections: "Rejected",
    lastCheck: "Last check of the log",
    neverChecked: "Not checked yet",
    checked: (at, answer) => `${at}, intact: ${answer}`,
    looks: "Photos looked at today",
    open: "Projects under way",
    notStarted: "Not started",
    closing: (project) => `First to close: ${project}`,
    daysLeft: (days) => (days === 1 ? "1 day left" : `${days} days left`),
  },
);

interface FigureProps {
  readonly title: string;
  readonly value: string | number;
  readonly to?: string;
}

/** A figure of zero has no link. */
function Figure({ title, value, to }: FigureProps) {
  const isLinked = to !== undefined && value !== 0 && value !== yuan(0);
  return (
    <Statistic
      title={title}
      value={value}
      formatter={() => (isLinked ? <Link to={to}>{value}</Link> : value)}
    />
  );
}

/** Stands in for figures that have not arrived: they load, or were refused. */
function NoFigures({ problem, refetch }: Pick<AnswerState<unknown>, "problem" | "refetch">) {
  return problem ? (
    <ProblemNote problem={problem} refetch={refetch} />
  ) : (
    <Skeleton active title={false} />
  );
}

const everyMs = 300_000;

/** Money of today; for operators also the decisions. */
function DailyFigures() {
  const t = useWords(words);
  const isOperator = useStaff().role === "operator";
  const figures = useAnswer("readDailyFigures", {}, { everyMs });
  const { value: pending } = useAnswer("readWaiting", {});
  const today = figures.value?.days.at(-1);
  if (!today) return <NoFigures {...figures} />;
  const { day, decisions, rejections, paidFen, refundedFen } = today;
  const ofToday = `fromDay=${day}&untilDay=${day}`;
  const decided = `/decisions?standing=counted&${ofToday}`;
  const overdue = pending?.waiting.find(({ kind }) => kind === "reviews-overdue")?.count ?? 0;
  const books = isOperator ? {} : { to: `/ledger?${ofToday}` };
  return (
    <>
      {isOperator && (
        <>
          <Figure title={t.decisions} value={decisions} to={decided} />
          <Figure
            title={t.rejected}
            value={percent(decisions === 0 ? null : rejections / decisions)}
          />
          <Figure title={t.overdue} value={overdue} />
        </>
      )}
      <Figure title={t.paid} value={yuan(paidFen)} {...books} />
      <Figure title={t.refunded} value={yuan(refundedFen)} {...books} />
    </>
  );
}

/** Decisions of the last days. */
export function Trend() {
  const t = useWords(words);
  const days = useAnswer("readDailyFigures", {}, { everyMs }).value?.days ?? [];
  const lines = [
    { name: t.decided, values: days.map(({ decisions }) => decisions) },
    { name: t.rejections, values: days.map(({ rejections }) => rejections) },
  ];
  if (days.every(({ decisions }) => decisions === 0)) return null;
  return (
    <Card size="small" title={t.trend}>
      <LinePlot label={t.trend} places={days.map(({ day }) => day.slice(5))} lines={lines} />
    </Card>
  );
}

const pageRows = 100;

/** Last check of the audit log with its result, and how often staff looked at photos today. */
function AuditFigures() {
  const t = useWords(words);
  const translate = useTranslate();
  const ofLooks = { action: "look-at-picture", fromDay: beijingDay(Date.now()) };
  const checkList = useAnswer("listAudit", { query: { action: "audit-checked", limit: 1 } });
  const lookList = useAnswer("listAudit", { query: { ...ofLooks, limit: pageRows } });
  const [checks, looks] = [checkList.value, lookList.value];
  if (!checks || !looks) return <NoFigures {...(checks ? lookList : checkList)} />;
  const checked = checks.entries.map(({ at, details }) =>
    t.checked(moment(at), details.map(({ value }) => translate(value)).join()),
  );
  const seen = looks.next === null ? looks.entries.length : `${pageRows}+`;
  return (
    <>
      <Figure
        title={t.lastCheck}
        value={checked[0] ?? t.neverChecked}
        to="/audit?action=audit-checked"
      />
      <Figure title={t.looks} value={seen} to={`/audit?${new URLSearchParams(ofLooks)}`} />
    </>
  );
}

/** Projects of the school that are open; the one that closes first is the first of the list. */
function SchoolFigures() {
  const t = useWords(words);
  const translate = useTranslate();
  const projects = useAnswer("listProjects", { query: { limit: pageRows } });
  const { value } = projects;
  if (!value) return <NoFigures {...projects} />;
  const open = value.projects.filter(({ state }) => state === "open");
  const notStarted = open.reduce((sum, project) => sum + (project.notStarted ?? 0), 0);
  return (
    <>
      <Figure title={t.open} value={open.length} to="/projects" />
      <Figure title={t.notStarted} value={notStarted} to="/projects" />
      {open.slice(0, 1).map((project) => (
        <Figure
          key={project.projectId}
          title={t.closing(projectName(project, translate))}
          value={t.daysLeft(remainingOpenDays(project.closesAt, Date.now()))}
          to={`/projects/${project.projectId}`}
        />
      ))}
    </>
  );
}

/** Roles without an entry have their numbers in the list of what waits. */
const figuresOf: Readonly<Partial<Record<string, () => ReactNode>>> = {
  operator: DailyFigures,
  finance: DailyFigures,
  auditor: AuditFigures,
  "school-admin": SchoolFigures,
  "department-admin": SchoolFigures,
};

export function Figures() {
  const OfRole = figuresOf[useStaff().role];
  return OfRole ? (
    <Flex gap="16px 48px" wrap>
      <OfRole />
    </Flex>
  ) : null;
}
