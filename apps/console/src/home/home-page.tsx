/** Start page of a role: its figures, what waits and for how long, and where its work begins. */
import { type Bilingual, waitingRoles } from "@gradphoto/domain";
import { Card, Flex, Skeleton, Statistic, Typography } from "antd";
import { Link } from "react-router";
import { hasRole, useStaff } from "../lib/staff.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { LinkButton } from "../parts/link-button.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { Figures, Trend } from "./figures.tsx";
import type { WaitingRow } from "./seen-counts.ts";
import { useWaitingAge } from "./waiting-age.ts";
import "./home.css";

const firstStepsWords = wordsOf(
  {
    title: "开通准备",
    about: (done: number, all: number) =>
      `学生开始之前还要办的事，已完成 ${done} 项，共 ${all} 项。全部完成后不再显示。`,
    open: "去办理",
  },
  {
    title: "First steps",
    about: (done, all) =>
      `What is needed before students begin: ${done} of ${all} done. It disappears once everything is done.`,
    open: "Set up",
  },
);

const placeOf: Readonly<Partial<Record<string, string>>> = {
  "second-operator": "/staff",
  connections: "/health",
  hotline: "/configuration",
  school: "/schools",
  "school-admin": "/staff",
  reviewers: "/staff",
  finance: "/staff",
  project: "/projects",
  confirmed: "/projects",
};

/** Setup steps that a new installation still needs, each with a link; renders nothing once all are done. */
function FirstSteps() {
  const t = useWords(firstStepsWords);
  const translate = useTranslate();
  const { value } = useAnswer("readFirstSteps", {});
  const steps = value?.steps ?? [];
  const missing = steps.filter(({ done }) => !done);
  if (missing.length === 0) return null;
  return (
    <Card size="small" title={<h2 className="home-steps-title">{t.title}</h2>}>
      <Typography.Text type="secondary">
        {t.about(steps.length - missing.length, steps.length)}
      </Typography.Text>
      <ol className="home-steps">
        {missing.map(({ step, label, why }) => {
          const place = placeOf[step];
          return (
            <li key={step}>
              <Flex vertical>
                <span>{translate(label)}</span>
                <Typography.Text type="secondary">{translate(why)}</Typography.Text>
              </Flex>
              {place !== undefined && (
                <Link to={place} aria-label={`${t.open}: ${translate(label)}`}>
                  {t.open}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

const words = wordsOf(
  {
    title: "今天",
    about: "需要有人处理的事项，自动更新。",
    nothing: "没有等待处理的事项",
    others: (kinds: number) => `其余 ${kinds} 项均无待办`,
    health: "系统状态",
    open: "打开",
    byOthers: "由其他岗位处理",
  },
  {
    title: "Today",
    about: "What needs attention, updated automatically.",
    nothing: "Nothing is waiting",
    others: (kinds) => `Nothing is waiting in the other ${kinds}`,
    health: "System health",
    open: "Open",
    byOthers: "Handled by others",
  },
);

const everyMs = 30_000;

const projects = { to: "/projects", zh: "采集项目", en: "Projects" };

/** Page on which the work of a role begins. */
const firstActions: Readonly<Partial<Record<string, Bilingual & { readonly to: string }>>> = {
  "senior-reviewer": { to: "/second-looks", zh: "抽查复核", en: "Second looks" },
  service: { to: "/service", zh: "查找学生", en: "Find a student" },
  finance: { to: "/refunds", zh: "办理退款", en: "Refunds" },
  "school-admin": projects,
  "department-admin": projects,
  auditor: { to: "/audit", zh: "核对日志", en: "Check the log" },
};

export default function HomePage() {
  const t = useWords(words);
  const translate = useTranslate();
  const staff = useStaff();
  const isOperator = hasRole(staff, ["operator"]);
  const hasPending = hasRole(staff, waitingRoles);
  const waiting = useAnswer("readWaiting", hasPending ? {} : null, { everyMs });
  const { problem, refetch } = waiting;
  const steps = useAnswer("readFirstSteps", isOperator ? {} : null);
  // Displayed together with the first steps above it, which would otherwise push it down.
  const value = !isOperator || steps.value || steps.problem ? waiting.value : undefined;
  const all = value?.waiting ?? [];
  const none = all.filter(({ count }) => count === 0);
  const first = firstActions[staff.role];
  const actions = first && <LinkButton to={first.to}>{translate(first)}</LinkButton>;
  return (
    <Page title={t.title} {...(hasPending && { about: t.about })} actions={actions}>
      <ProblemNote problem={problem} refetch={refetch} />
      {isOperator && <HealthLine />}
      {value && isOperator && <FirstSteps />}
      <Figures />
      {hasPending && value === undefined && !problem && <Skeleton active />}
      {isOperator && value && none.length === all.length && (
        <Typography.Text>{t.nothing}</Typography.Text>
      )}
      <div className="home-waiting">
        {all
          .filter(({ count }) => count > 0 || !isOperator)
          .map((row) => (
            <Waiting key={`${row.kind} ${row.place}`} {...row} />
          ))}
      </div>
      {isOperator && none.length > 0 && none.length < all.length && (
        <Typography.Text type="secondary">{t.others(none.length)}</Typography.Text>
      )}
      {isOperator && <Trend />}
    </Page>
  );
}

function Waiting({ label, tone, count, oldestS, place, project }: WaitingRow) {
  const t = useWords(words);
  const translate = useTranslate();
  const oldest = useWaitingAge();
  const notes = [project && translate(project), oldestS !== null && oldest(oldestS)].filter(
    Boolean,
  );
  const action = place ? (
    <Link to={place}>{t.open}</Link>
  ) : (
    <Typography.Text type="secondary">{t.byOthers}</Typography.Text>
  );
  return (
    <Card size="small" title={<ToneTag tone={count === 0 ? "neutral" : tone} label={label} />}>
      <Flex justify="space-between" align="flex-end">
        <Statistic value={count} />
        <Flex vertical align="flex-end">
          {notes.length > 0 && (
            <Typography.Text type="secondary">{notes.join(" · ")}</Typography.Text>
          )}
          {count > 0 && action}
        </Flex>
      </Flex>
    </Card>
  );
}

function HealthLine() {
  const t = useWords(words);
  const { value } = useAnswer("readHealth", {}, { everyMs });
  return (
    <Flex gap={8} align="center">
      <Link to="/health">{t.health}</Link>
      {value && <ToneTag tone={value.tone} label={value.label} />}
    </Flex>
  );
}
