/** The current task: its two photos, the findings of the checks, and the possible actions. */
import { Input, Tag, Typography } from "antd";
import { useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useStaff } from "../lib/staff.ts";
import { useKeys } from "../lib/use-keys.ts";
import { useWords } from "../lib/words.ts";
import { Dialog, useDiscard } from "../parts/dialog.tsx";
import type { Outcome } from "./decision-queue.ts";
import { useNoticeOf } from "./decision-words.ts";
import { type DeskActions, DeskBar, type DeskProps } from "./desk-bar.tsx";
import { deskWords } from "./desk-words.ts";
import { FindingsPanel } from "./findings-panel.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { deskKeys, findingKeys } from "./keys.ts";
import { HeadLine } from "./photo-line.tsx";
import { PhotoPair, usePhoto } from "./photo-pair.tsx";
import { mostMissedOf } from "./queue-choice.ts";
import { type ReasonsDraft, readDraft, writeDraft } from "./reasons-draft.ts";
import { ReasonsPanel } from "./reasons-panel.tsx";
import type { Task } from "./use-tasks.ts";

interface Props {
  readonly of: "escalate" | "exception";
  readonly close: () => void;
  readonly decide: (decision: Outcome) => void;
}

/** Dialog for a decision that needs a text: handing over, or the evidence of an exception. */
function WordsDialog({ of, close, decide }: Props) {
  const t = useWords(deskWords);
  const [words, setWords] = useState("");
  const [leaving, setLeaving] = useState(false);
  const discard = useDiscard(close, () => setLeaving(false));
  const trimmed = words.trim();
  const isEscalation = of === "escalate";
  const hint = isEscalation ? t.escalateHint : t.exceptionHint;
  const confirm = (): void => {
    if (trimmed === "") return;
    decide(
      isEscalation
        ? { outcome: "escalate", words: trimmed }
        : { outcome: "grant-exception", evidence: trimmed },
    );
  };
  const leave = (): void => {
    setLeaving(trimmed !== "");
    discard(trimmed !== "");
  };
  // While the dialog asks about leaving, Enter answers that.
  useKeys(
    [{ key: "Enter", ctrl: true, words: { zh: "确定", en: "Confirm" }, run: confirm }],
    !leaving,
  );
  return (
    <Dialog
      title={isEscalation ? t.escalateTitle : t.exceptionTitle}
      okText={
        <>
          {t.confirm} <kbd>Ctrl+↵</kbd>
        </>
      }
      okButtonProps={{ disabled: trimmed === "" }}
      onOk={confirm}
      close={leave}
    >
      <Input.TextArea
        aria-label={hint}
        placeholder={hint}
        maxLength={isEscalation ? 500 : 1000}
        rows={3}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </Dialog>
  );
}

/** Shortest time in which anybody can judge a photo. */
const minLookMs = 1000;

export function Desk(desk: DeskProps) {
  const { task, tasks, use, frame, undoLatest, notice, recent } = desk;
  const t = useWords(deskWords);
  const { staffId } = useStaff();
  const [draft, setDraft] = useState(() => readDraft(staffId, task.taskId));
  const isBegun = draft.chosen.length > 0 || draft.words !== "";
  const [asking, setAsking] = useState<"reasons" | "escalate" | "exception" | null>(
    isBegun ? "reasons" : null,
  );
  const isChoosingReasons = asking === "reasons";
  const [full, setFull] = useState(false);
  const photo = usePhoto(task, frame, minLookMs);
  const { looking, seen, earlier, loud, show } = photo;
  const decide = (decision: Outcome): void =>
    tasks.decide([{ task, decision, lookMs: seen.lookMs() }]);
  const request = (what: typeof asking) =>
    seen.onceSeen(() => {
      setFull(false);
      setAsking(what);
    });
  const acts: DeskActions = {
    approve: seen.onceSeen(() => decide({ outcome: "approve" })),
    reject: request("reasons"),
    escalate: request("escalate"),
    exception: request("exception"),
    skip: () => decide({ outcome: "release", leftTo: "others" }),
    undo: undoLatest,
    flipEarlier: earlier.flip,
    flipFull: () => setFull(!full),
    ...{
      blink: photo.blink,
      flipOverlays: photo.flipOverlays,
      look: looking.look,
      zoomBy: looking.zoomBy,
    },
  };
  useKeys([...deskKeys(acts, use), ...findingKeys(loud, show)], asking === null);
  const leaveFull = { zh: "退出全屏", en: "Leave full screen" };
  useKeys([{ key: "Escape", words: leaveFull, run: () => setFull(false) }], full);
  const saveDraft = (next: ReasonsDraft): void => {
    setDraft(next);
    writeDraft(staffId, task.taskId, next);
  };
  return (
    <>
      <TaskHead task={task} />
      <div className={full ? "desk-main desk-full" : "desk-main"}>
        <PhotoPair photo={photo} />
        {/* The key mounts a new element, so that the reasons start scrolled to the top. */}
        <aside key={String(isChoosingReasons)} className="desk-side" aria-label={t.findingsOf(0)}>
          {isChoosingReasons ? (
            <ReasonsPanel
              findings={task.report.findings}
              acceptsNote={use !== "second-look"}
              draft={draft}
              store={saveDraft}
              close={() => setAsking(null)}
              reject={(rejection) => seen.onceSeen(() => decide(rejection))()}
            />
          ) : (
            <>
              {notice}
              <FindingsPanel
                photo={photo}
                missed={mostMissedOf(tasks.queue, task.project.projectId)}
              >
                {use !== "second-look" && <HistoryPanel photo={photo} />}
                {recent}
              </FindingsPanel>
            </>
          )}
        </aside>
        <DeskBar {...{ desk, photo, acts, isChoosingReasons }} />
      </div>
      {(asking === "escalate" || asking === "exception") && (
        <WordsDialog of={asking} close={() => setAsking(null)} decide={decide} />
      )}
    </>
  );
}

function TaskHead({ task }: { readonly task: Task }) {
  const t = useWords(deskWords);
  const { handedOverBecause, handedOverBy } = task;
  const handOver = { appeal: t.appealed, recall: t.recalled }[handedOverBy ?? ""] ?? t.handedOver;
  // null: nobody has decided on this photo before.
  const appealed = useNoticeOf(task)(task.attempt.attemptId);
  return (
    <HeadLine task={task}>
      <Typography.Text>{t.attempt(task.attempt.number)}</Typography.Text>
      <Typography.Text>
        {t.due(moment(task.dueAt))} {task.dueCertain ? "" : t.dueUncertain}
      </Typography.Text>
      {task.forSenior && <Tag color="warning">{t.forSenior}</Tag>}
      {handedOverBecause !== null && (
        <Typography.Text>{handOver(handedOverBecause)}</Typography.Text>
      )}
      {handedOverBy === "appeal" && (
        <Typography.Text>{t.appealedAgainst(appealed ?? t.machineRejection)}</Typography.Text>
      )}
    </HeadLine>
  );
}
