/** The task in front: its two photos, what the checks say, and what can be done with it. */
import type { Finding, ReviewReasonCode } from "@gradphoto/domain";
import { Flex, Tag, Typography } from "antd";
import { type ReactNode, useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useKeys } from "../lib/keyboard.ts";
import { useStaff } from "../lib/staff.ts";
import { useSay, useWords } from "../lib/words.ts";
import type { Outcome } from "./decision-queue.ts";
import { useSaidOf } from "./decision-words.ts";
import { type DeskActs, DeskBar, type DeskUse } from "./desk-bar.tsx";
import { deskWords } from "./desk-words.ts";
import { FindingsPanel } from "./findings-panel.tsx";
import { HistoryPanel, useEarlier } from "./history-panel.tsx";
import { deskKeys } from "./keys.ts";
import { type ReasonsDraft, readDraft, readLastReasons, writeDraft, writeLastReasons } from "./own-storage.ts";
import { PhotoPair, picturesOf } from "./photo-pair.tsx";
import { mostMissedOf } from "./queue-counts.ts";
import { noted } from "./reason-hints.ts";
import { ReasonsPanel } from "./reasons-panel.tsx";
import { useLook } from "./use-look.ts";
import type { Task, Tasks } from "./use-tasks.ts";
import { type Frame, useView } from "./view.ts";
import { WordsDialog } from "./words-dialog.tsx";

const filmPhotos = 4;
/** Nobody judges a photo in less. */
const leastLookMs = 1000;

interface DeskProps {
  readonly task: Task;
  readonly tasks: Tasks;
  readonly use: DeskUse;
  readonly frame: Frame;
  readonly undoLatest: () => void;
  /** False where it is known that nothing can be undone. */
  readonly mayUndo: boolean;
  /** Beside the photo, above the findings. */
  readonly notice: ReactNode;
  /** The reviewer's own latest decisions. */
  readonly recent: ReactNode;
  /** How much waits. */
  readonly queue: ReactNode;
}

export function Desk({ task, tasks, use, frame, undoLatest, mayUndo, notice, recent, queue }: DeskProps) {
  const t = useWords(deskWords);
  const { staffId } = useStaff();
  const [draft, setDraft] = useState(() => readDraft(staffId, task.taskId));
  const isBegun = draft.chosen.length > 0 || draft.words !== "";
  const [asking, setAsking] = useState<"reasons" | "escalate" | "exception" | null>(isBegun ? "reasons" : null);
  const [overlays, setOverlays] = useState(true);
  const [blinking, setBlinking] = useState(false);
  const [full, setFull] = useState(false);
  const looking = useView(task, frame.size);
  const { findings } = task.report;
  const [shown, setShown] = useState<Finding | null>(noted(findings)[0] ?? null);
  const seen = useLook(picturesOf(task), leastLookMs);
  const earlier = useEarlier(task);
  const saidOf = useSaidOf(task);
  const decide = (made: Outcome): void => tasks.decide([{ task, made, lookMs: seen.lookMs() }]);
  const ask = (what: typeof asking) =>
    seen.onceSeen(() => {
      setFull(false);
      setAsking(what);
    });
  const acts: DeskActs = {
    approve: seen.onceSeen(() => decide({ outcome: "approve" })),
    reject: ask("reasons"),
    escalate: ask("escalate"),
    exception: ask("exception"),
    skip: () => decide({ outcome: "release", leftTo: "others" }),
    undo: undoLatest,
    blink: () => setBlinking(!blinking),
    flipOverlays: () => setOverlays(!overlays),
    flipEarlier: earlier.flip,
    flipFull: () => setFull(!full),
    look: looking.look,
    zoomBy: looking.zoomBy,
    showFinding: (index) => setShown(noted(findings)[index] ?? shown),
  };
  useKeys(deskKeys(acts, noted(findings).length, use), asking === null);
  const leaveFull = { zh: "退出全屏", en: "Leave full screen" };
  useKeys([{ key: "Escape", words: leaveFull, run: () => setFull(false) }], full);
  const keepDraft = (next: ReasonsDraft): void => {
    setDraft(next);
    writeDraft(staffId, task.taskId, next);
  };
  const reject = (reasons: readonly ReviewReasonCode[], words: string | null): void => {
    if (seen.seen !== "seen") return;
    writeLastReasons(staffId, reasons);
    decide({ outcome: "reject", reasons: [...reasons], ...(words !== null && { words }) });
  };
  return (
    <>
      <TaskHead task={task} appealed={saidOf(task.attempt.attemptId)} />
      <div className={full ? "desk-main desk-full" : "desk-main"}>
        <PhotoPair
          task={task}
          finding={overlays ? shown : null}
          blinking={blinking}
          looking={looking}
          measured={frame.measured}
          seen={seen}
          earlier={earlier.shown}
        />
        {/* A new element for the reasons: they begin at the top, wherever one had read. */}
        <aside key={String(asking === "reasons")} className="desk-side" aria-label={t.findings}>
          {asking === "reasons" ? (
            <ReasonsPanel
              findings={findings}
              last={readLastReasons(staffId)}
              asksWords={use !== "second-look"}
              draft={draft}
              keep={keepDraft}
              close={() => setAsking(null)}
              reject={reject}
            />
          ) : (
            <>
              {notice}
              <FindingsPanel
                task={task}
                shown={shown}
                show={setShown}
                missed={mostMissedOf(tasks.queue, task.project.projectId)}
              >
                {use !== "second-look" && <HistoryPanel task={task} earlier={earlier} />}
                {recent}
              </FindingsPanel>
            </>
          )}
        </aside>
        <DeskBar
          acts={acts}
          use={use}
          isChoosingReasons={asking === "reasons"}
          overlays={overlays}
          blinking={blinking}
          seen={seen}
          hasEarlier={task.earlierAttempts.length > 0}
          isComparing={earlier.shown !== null}
          mayUndo={mayUndo}
          queue={queue}
          decidedAt={tasks.decidedAt}
          inHand={tasks.tasks.length}
          next={tasks.hasPictures ? tasks.tasks.filter((one) => one !== task).slice(0, filmPhotos) : []}
        />
      </div>
      {asking === "escalate" && (
        <WordsDialog
          title={t.escalateTitle}
          hint={t.escalateHint}
          most={500}
          close={() => setAsking(null)}
          send={(words) => decide({ outcome: "escalate", words })}
        />
      )}
      {asking === "exception" && (
        <WordsDialog
          title={t.exceptionTitle}
          hint={t.exceptionHint}
          most={1000}
          close={() => setAsking(null)}
          send={(evidence) => decide({ outcome: "grant-exception", evidence })}
        />
      )}
    </>
  );
}

/** `appealed`: what was decided about this photo before; null: no person has. */
function TaskHead({ task, appealed }: { readonly task: Task; readonly appealed: string | null }) {
  const t = useWords(deskWords);
  const say = useSay();
  const { student, project, handedOverBecause, handedOverBy } = task;
  const handOver = { appeal: t.appealed, recall: t.recalled }[handedOverBy ?? ""] ?? t.handedOver;
  return (
    <Flex gap="0 12px" wrap align="center" className="desk-head">
      <Typography.Text strong>{student.nameMasked}</Typography.Text>
      <Typography.Text>
        {project.schoolName} · {say(project.categoryLabel)} · {project.graduationYear}
        {project.clothing !== "" && ` · ${t.clothing(project.clothing)}`}
      </Typography.Text>
      <Typography.Text>{t.attempt(task.attempt.number)}</Typography.Text>
      <Typography.Text>
        {t.due(moment(task.dueAt))} {task.dueCertain ? "" : t.dueUncertain}
      </Typography.Text>
      {task.forSenior && <Tag color="warning">{t.forSenior}</Tag>}
      {handedOverBecause !== null && <Typography.Text>{handOver(handedOverBecause)}</Typography.Text>}
      {handedOverBy === "appeal" && (
        <Typography.Text>{t.appealedAgainst(appealed ?? t.machineRejection)}</Typography.Text>
      )}
    </Flex>
  );
}
