/** The review desk: one task at a time, decided by one key, the next one painted at once; appeals and second looks are queues of their own. */
import type { TaskQueue } from "@gradphoto/domain";
import { Button, Empty, Flex, Spin, Typography } from "antd";
import { useRef, useState } from "react";
import { useKeys } from "../lib/keyboard.ts";
import { useStaff } from "../lib/staff.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { useSettled } from "./decision-queue.ts";
import { Desk } from "./desk.tsx";
import { deskWords } from "./desk-words.ts";
import { undoKey } from "./keys.ts";
import { canUndo, latestOf } from "./own-decisions.ts";
import { isAll } from "./queue-counts.ts";
import { QueueLine } from "./queue-line.tsx";
import { RecentDecisions } from "./recent-decisions.tsx";
import { type Judged, JudgedLook } from "./second-look.tsx";
import { SeenOtherwise } from "./seen-otherwise.tsx";
import { type Chosen, type Task, type Tasks, useTasks } from "./use-tasks.ts";
import { useUndo } from "./use-undo.ts";
import { useFrame } from "./view.ts";
import "./desk.css";

/** The one in front and the filmstrip. */
const handSize = 5;

export default function ReviewDeskPage() {
  const { role } = useStaff();
  const { values, change } = useAddress(["project", "school", "queue"]);
  const { project, school, queue } = values;
  const isAppeals = queue === "appeals" && role === "senior-reviewer";
  // A project is of one school.
  const chosen = { projectId: project, schoolCode: project === undefined ? school : undefined };
  const choose = ({ projectId, schoolCode }: Chosen): void =>
    change({ project: projectId ?? null, school: schoolCode ?? null });
  const flipAppeals = (): void => change({ queue: isAppeals ? null : "appeals", project: null, school: null });
  const queueName = isAppeals ? "appeals" : "desk";
  // Another choice begins with an empty hand: what was in it is released.
  const key = `${queueName} ${project} ${school}`;
  return <ReviewDesk key={key} queueName={queueName} chosen={chosen} choose={choose} flipAppeals={flipAppeals} />;
}

export function SecondLooksPage() {
  return <ReviewDesk queueName="second-looks" chosen={{}} choose={() => undefined} flipAppeals={() => undefined} />;
}

interface Props {
  readonly queueName: TaskQueue;
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
  readonly flipAppeals: () => void;
}

function ReviewDesk({ queueName, chosen, choose, flipAppeals }: Props) {
  const t = useWords(deskWords);
  const { role } = useStaff();
  const isSecondLook = queueName === "second-looks";
  const hand = useTasks(queueName, handSize, chosen);
  const [task] = hand.tasks;
  const judgedTasks = useRef(new Map<string, Task>());
  const [judged, setJudged] = useState<Judged | null>(null);
  // The first photo need not wait for lists.
  const hasBegun = hand.hasPictures || hand.isFilled || hand.problem !== null;
  const recent = useAnswer("listMyDecisions", isSecondLook || !hasBegun ? null : {});
  useSettled(({ taskId }, _, answer) => {
    if (!isSecondLook && hasBegun) recent.refetch();
    else if (answer?.first) setJudged({ task: judgedTasks.current.get(taskId) ?? null, first: answer.first });
  });
  const tasks: Tasks = {
    ...hand,
    decide: (decided) => {
      if (isSecondLook) for (const one of decided) judgedTasks.current.set(one.task.taskId, one.task);
      hand.decide(decided);
    },
  };
  const { undo, undoLatest } = useUndo(hand.putInFront, recent.refetch);
  const frame = useFrame();
  const own = recent.value?.decisions;
  const latest = own && latestOf(own);
  // A decision that is being saved, or has just been, is not among them yet.
  const isKnown = own !== undefined && hand.isFilled && !recent.loading;
  const mayUndo = !isKnown || (latest !== undefined && canUndo(latest, Date.now()));
  const decisions = !isSecondLook && <RecentDecisions decisions={own ?? []} undo={undo} />;
  const { queue } = hand;
  const isAppeals = queueName === "appeals";
  const line = isSecondLook ? (
    queue && <Typography.Text type="secondary">{t.secondLooksLeft(queue.secondLooks)}</Typography.Text>
  ) : (
    <>
      {queue && <QueueLine {...{ queue, chosen, choose, isAppeals, flipAppeals }} />}
      {hasBegun && <SeenOtherwise />}
    </>
  );
  const verdict = judged && <JudgedLook key={judged.first.decisionId} {...judged} />;
  // With a task in front, the desk has all the keys.
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
          {hand.isAway ? <Away {...hand} /> : <NoneInHand queueName={queueName} isFilled={hand.isFilled} />}
          {!isAll(chosen) && queue !== null && queue.waiting > 0 && (
            <Flex gap={8} align="center">
              <Typography.Text>{t.elsewhere(queue.waiting)}</Typography.Text>
              <Button onClick={() => choose({})}>{t.showAll}</Button>
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

function NoneInHand({ queueName, isFilled }: { readonly queueName: TaskQueue; readonly isFilled: boolean }) {
  const t = useWords(deskWords);
  const none = { appeals: t.appealsEmpty, "second-looks": t.secondLooksEmpty, desk: t.queueEmpty, sheet: t.queueEmpty };
  return (
    <>
      {isFilled ? <Empty description={none[queueName]} /> : <Spin />}
      <Typography.Text>{isFilled ? t.queueEmptyAbout : t.loading}</Typography.Text>
    </>
  );
}

export function Away({ hasReleased, back }: Pick<Tasks, "hasReleased" | "back">) {
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
