/**
 * Review desk: one task at a time, decided by one key, the next one painted at once; appeals and second looks are
 * separate queues.
 */
import { Button, Empty, Flex, Spin, Typography } from "antd";
import { lazy, useRef, useState } from "react";
import { useStaff } from "../lib/staff.ts";
import { useKeys } from "../lib/use-keys.ts";
import { useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { useDecisionResult } from "./decision-queue.ts";
import { Desk } from "./desk.tsx";
import { deskWords } from "./desk-words.ts";
import { undoKey } from "./keys.ts";
import { canUndo, latestOf } from "./own-decisions.ts";
import { countsOf, isAll, type QueueChoice } from "./queue-choice.ts";
import { RecentDecisions } from "./recent-decisions.tsx";
import {
  SecondLookDisagreements,
  SecondLookNotice,
  type SecondLookResult,
} from "./second-look.tsx";
import { type Queue, type Task, type Tasks, useTasks } from "./use-tasks.ts";
import { useUndo } from "./use-undo.ts";
import { useFrame } from "./view.ts";
import "./desk.css";
import { Link } from "react-router";
import { fetchPage } from "../lib/fetch-page.ts";
import { LazySection } from "../parts/lazy-section.tsx";

/** Height of a small choice. */
const choiceHeightPx = 24;

const ProjectChoice = lazy(() => fetchPage(() => import("./project-choice.tsx")));

interface QueueLineProps {
  readonly queue: Queue;
  readonly choice: QueueChoice;
  /** Nothing is left for this reviewer. */
  readonly isEmpty: boolean;
}

/** Length of the queue, choice of project or school, and links to the other queues. */
function QueueLine({ queue, choice, isEmpty }: QueueLineProps) {
  const t = useWords(deskWords);
  const { name, chosen, choose, flipAppeals } = choice;
  const isAppeals = name === "appeals";
  const { waiting, dueToday, overdue } = countsOf(queue, chosen);
  const { sheet, appeals, forSenior } = queue;
  const count = isAppeals ? appeals : waiting;
  const parts = [
    isEmpty && count > 0 ? t.leftToOthers(count) : t.waiting(count),
    !isAppeals && dueToday > 0 && t.dueToday(dueToday),
    !isAppeals && isAll(chosen) && forSenior > 0 && t.forSeniors(forSenior),
  ];
  return (
    <>
      <Typography.Text type="secondary">{parts.filter(Boolean).join(" · ")}</Typography.Text>
      {overdue > 0 && <Typography.Text type="danger">{t.overdue(overdue)}</Typography.Text>}
      {!isAppeals && (
        <LazySection heightPx={choiceHeightPx}>
          <ProjectChoice queue={queue} chosen={chosen} choose={choose} />
        </LazySection>
      )}
      {(appeals > 0 || isAppeals) && (
        <Button size="small" aria-pressed={isAppeals} onClick={flipAppeals}>
          {isAppeals ? t.allQueue : t.appeals(appeals)}
        </Button>
      )}
      {sheet.state === "open" && <Link to="/review/sheet">{t.sheet(sheet.waiting)}</Link>}
      {sheet.state === "withdrawn" && (
        <Typography.Text type="secondary">{t.sheetWithdrawn}</Typography.Text>
      )}
    </>
  );
}

/** The current task and the filmstrip. */
const handSize = 5;

export default function ReviewDeskPage() {
  const { role } = useStaff();
  const { values, change } = useAddress(["project", "school", "queue"]);
  const { project, school, queue } = values;
  const isAppeals = queue === "appeals" && role === "senior-reviewer";
  // A project implies its school, so only one of them is set.
  const choice: QueueChoice = {
    name: isAppeals ? "appeals" : "desk",
    chosen: { projectId: project, schoolCode: project === undefined ? school : undefined },
    choose: ({ projectId, schoolCode }) =>
      change({ project: projectId ?? null, school: schoolCode ?? null }),
    flipAppeals: () => change({ queue: isAppeals ? null : "appeals", project: null, school: null }),
  };
  // Another choice remounts the desk with no tasks in hand: the old ones are released.
  return <ReviewDesk key={`${choice.name} ${project} ${school}`} choice={choice} />;
}

const nothing = (): void => undefined;

export function SecondLooksPage() {
  return (
    <ReviewDesk
      choice={{ name: "second-looks", chosen: {}, choose: nothing, flipAppeals: nothing }}
    />
  );
}

function ReviewDesk({ choice }: { readonly choice: QueueChoice }) {
  const t = useWords(deskWords);
  const { role } = useStaff();
  const { name, chosen } = choice;
  const isSecondLook = name === "second-looks";
  const hand = useTasks(name, handSize, chosen);
  const [task] = hand.tasks;
  const judgedTasks = useRef(new Map<string, Task>());
  const [judged, setJudged] = useState<SecondLookResult | null>(null);
  // Lists load later, so that the first photo need not wait for them.
  const hasBegun = hand.hasPictures || hand.isFilled || hand.problem !== null;
  useDecisionResult(({ taskId }, _, answer) => {
    if (answer?.first)
      setJudged({ task: judgedTasks.current.get(taskId) ?? null, first: answer.first });
  });
  const tasks: Tasks = {
    ...hand,
    decide: (decided) => {
      if (isSecondLook)
        for (const one of decided) judgedTasks.current.set(one.task.taskId, one.task);
      hand.decide(decided);
    },
  };
  const { recent, undo, undoLatest } = useUndo(!isSecondLook && hasBegun, hand.putInFront);
  const frame = useFrame();
  const own = recent.value?.decisions;
  const latest = own && latestOf(own);
  // A decision that is being saved, or has just been, is not yet in the list.
  const isKnown = own !== undefined && hand.isFilled && !recent.loading;
  const mayUndo = !isKnown || (latest !== undefined && canUndo(latest, Date.now()));
  const decisions = !isSecondLook && <RecentDecisions decisions={own ?? []} undo={undo} />;
  const { queue } = hand;
  const line = isSecondLook ? (
    queue && (
      <Typography.Text type="secondary">{t.secondLooksLeft(queue.secondLooks)}</Typography.Text>
    )
  ) : (
    <>
      {queue && (
        <QueueLine {...{ queue, choice }} isEmpty={!task && hand.isFilled && !hand.isAway} />
      )}
      {hasBegun && <SecondLookDisagreements />}
    </>
  );
  const verdict = judged && <SecondLookNotice key={judged.first.decisionId} {...judged} />;
  // While there is a current task, the desk handles all keys.
  useKeys([undoKey(undoLatest)], task === undefined && !isSecondLook);
  return (
    <div className="desk desk-page">
      <h1 className="console-unseen">{isSecondLook ? t.secondLooks : t.title}</h1>
      <ProblemNote problem={hand.problem} />
      {isSecondLook && <Typography.Text type="secondary">{t.secondLooksAbout}</Typography.Text>}
      {task ? (
        <Desk
          key={task.taskId}
          task={task}
          tasks={tasks}
          use={isSecondLook ? "second-look" : role === "senior-reviewer" ? role : "reviewer"}
          frame={frame}
          undoLatest={undoLatest}
          mayUndo={mayUndo}
          notice={verdict}
          recent={decisions}
          queue={line}
        />
      ) : (
        <Flex className="desk-empty" justify="center" align="center" vertical gap={12}>
          {hand.isAway ? (
            <AwayNotice {...hand} />
          ) : (
            <NoneInHand name={name} isFilled={hand.isFilled} />
          )}
          {!isAll(chosen) && queue !== null && queue.waiting > 0 && (
            <Flex gap={8} align="center">
              <Typography.Text>{t.elsewhere(queue.waiting)}</Typography.Text>
              <Button onClick={() => choice.choose({})}>{t.showAll}</Button>
            </Flex>
          )}
          <Flex gap={16} align="center">
            {line}
          </Flex>
          {verdict}
          {decisions}
        </Flex>
      )}
    </div>
  );
}

function NoneInHand({ name, isFilled }: Pick<QueueChoice, "name"> & Pick<Tasks, "isFilled">) {
  const t = useWords(deskWords);
  const none = {
    appeals: t.appealsEmpty,
    "second-looks": t.secondLooksEmpty,
    desk: t.queueEmpty,
    sheet: t.queueEmpty,
  };
  return (
    <>
      {isFilled ? <Empty description={none[name]} /> : <Spin />}
      <Typography.Text>{isFilled ? t.queueEmptyAbout : t.loading}</Typography.Text>
    </>
  );
}

export function AwayNotice({ hasReleased, back }: Pick<Tasks, "hasReleased" | "back">) {
  const t = useWords(deskWords);
  useKeys([{ key: "Enter", words: { zh: "继续审核", en: "Go on reviewing" }, run: back }]);
  return (
    <>
      <Typography.Text role="status">{hasReleased ? t.away : t.rested}</Typography.Text>
      <Button type="primary" onClick={back}>
        {t.back} <kbd>↵</kbd>
      </Button>
    </>
  );
}
