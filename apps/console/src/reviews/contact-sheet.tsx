/** One contact sheet: marked photos go to the desk or are rejected, the others are approved together. */
import { Button, Flex, Tag, Typography } from "antd";
import { useRef, useState } from "react";
import { useKeys } from "../lib/use-keys.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { useReasonLabels } from "./decision-words.ts";
import { PictureLoadNotice } from "./desk-bar.tsx";
import { deskWords } from "./desk-words.ts";
import { mostMissedOf } from "./queue-choice.ts";
import { noReasons } from "./reasons-draft.ts";
import { ReasonsPanel } from "./reasons-panel.tsx";
import { barPx, captionPx, type Mark, outcomeOf, photoKeys, sheetKeys } from "./sheet.ts";
import { useNow } from "./use-now.ts";
import { type PictureViewing, usePictureViewing } from "./use-picture-viewing.ts";
import type { Task, Tasks } from "./use-tasks.ts";

export const sheetWords = wordsOf(
  {
    title: "快审",
    toDesk: "单张审核",
    waiting: (count: number) => `快审队列中等待 ${count}`,
    none: "目前没有适合快审的照片",
    about: "检查没有发现问题的照片会出现在这里；其余的在单张审核。",
    closer: "细看",
    rejected: "不通过",
    undoneAtDesk: "已移到单张审核，请在那里重新决定。",
    approveRest: (count: number) => `其余 ${count} 张通过`,
    decide: "处理这一页",
    left: (seconds: number) => `请逐张看过，还需 ${seconds} 秒`,
    ready: "可以处理这一页",
    hint: "按编号标记细看，Shift+编号选择不通过的原因；鼠标停在照片上或按空格看原图",
    missed: "最常见的问题：",
    original: (name: string) => `${name} 的原图`,
    decided: (count: number) => `最近的决定（本次 ${count} 份）`,
  },
  {
    title: "Contact sheet",
    toDesk: "Single desk",
    waiting: (count) => `${count} waiting for contact sheets`,
    none: "No photo fits a contact sheet now",
    about: "Photos without a finding appear here; the others are reviewed one by one.",
    closer: "Look closer",
    rejected: "Rejected",
    undoneAtDesk: "It is at the single desk now: please decide it there.",
    approveRest: (count) => `Approve the other ${count}`,
    decide: "Finish this sheet",
    left: (seconds) => `Please look at each one: ${seconds} s to go`,
    ready: "This sheet can be decided",
    hint: "Press a photo's key to look closer, Shift and its key to reject; hover or press Space for the original",
    missed: "Most frequent: ",
    original: (name) => `Original of ${name}`,
    decided: (count) => `Latest decisions (${count} so far)`,
  },
);

interface SheetProps {
  readonly visible: readonly Task[];
  readonly tasks: Tasks;
  readonly columns: number;
  readonly photoPx: number;
  readonly undoLatest: () => void;
}

/** Hover time before the original opens. Each opened original is recorded as viewed, so a passing pointer must not open it. */
const hoverMs = 300;

export function Sheet({ visible, tasks, columns, photoPx, undoLatest }: SheetProps) {
  const t = useWords(sheetWords);
  const labelsOf = useReasonLabels();
  const [marks, setMarks] = useState<Readonly<Record<string, Mark>>>({});
  const [current, setCurrent] = useState(0);
  const [original, setOriginal] = useState<number | null>(null);
  const [rejecting, setRejecting] = useState<number | null>(null);
  const [draft, setDraft] = useState(noReasons);
  const hovering = useRef<ReturnType<typeof setTimeout>>(undefined);
  const minMs = (tasks.queue?.sheet.leastLookMs ?? 0) * visible.length;
  const urls = visible.flatMap(({ pictures: { photoUrl } }) => photoUrl ?? []);
  const seen = usePictureViewing(urls, minMs);
  const put = ({ taskId }: Task, mark: Mark | null): void =>
    setMarks(({ [taskId]: _, ...others }) =>
      mark === null ? others : { ...others, [taskId]: mark },
    );
  const flip = (index: number): void => {
    const task = visible[index];
    if (!task) return;
    setCurrent(index);
    put(task, marks[task.taskId] ? null : { outcome: "look-closer" });
  };
  const openReasons = (index: number): void => {
    const mark = marks[visible[index]?.taskId ?? ""];
    setDraft(
      mark?.outcome === "reject" ? { chosen: mark.reasons, words: mark.words ?? "" } : noReasons,
    );
    setCurrent(index);
    setRejecting(index);
  };
  const approve = seen.onceSeen(() => {
    const lookMs = seen.lookMs() / visible.length;
    tasks.decide(
      visible.map((task) => ({ task, decision: outcomeOf(marks[task.taskId]), lookMs })),
    );
  });
  const flipOriginal = (): void => setOriginal(original === current ? null : current);
  const move = (by: number): void =>
    setCurrent((at) => (at + by + visible.length) % visible.length);
  const acts = {
    mark: flip,
    reject: openReasons,
    approve,
    original: flipOriginal,
    move,
    undo: undoLatest,
  };
  useKeys(sheetKeys(visible.length, acts), rejecting === null);
  const hover = (index: number | null): void => {
    clearTimeout(hovering.current);
    if (index === null) setOriginal(null);
    else {
      setCurrent(index);
      hovering.current = setTimeout(() => setOriginal(index), hoverMs);
    }
  };
  const rest = visible.filter(({ taskId }) => marks[taskId] === undefined).length;
  const schools = new Set(visible.map(({ project }) => project.schoolName));
  const missed = new Set(
    visible.flatMap(({ project }) => mostMissedOf(tasks.queue, project.projectId)),
  );
  // The panel is next to the photo, not over it.
  const isOnRight = rejecting !== null && rejecting % columns >= columns / 2;
  const reasonsClass = `desk-side desk-sheet-reasons${isOnRight ? " desk-sheet-reasons-left" : ""}`;
  const rejected = rejecting === null ? undefined : visible[rejecting];
  return (
    <>
      <ul
        className="desk-sheet"
        style={{ gridTemplateColumns: `repeat(${columns}, ${photoPx * 0.75}px)` }}
      >
        {visible.map((task, index) => (
          <li
            key={task.taskId}
            className={index === current ? "desk-sheet-current" : undefined}
            onPointerEnter={() => hover(index)}
            onPointerLeave={() => hover(null)}
          >
            <SheetPhoto task={task} photoPx={photoPx} isOriginal={original === index} seen={seen} />
            <Flex
              gap={6}
              align="center"
              className="desk-sheet-caption"
              style={{ height: captionPx }}
            >
              <Button
                size="small"
                type="text"
                aria-label={`${t.closer} ${photoKeys[index]?.toUpperCase()}`}
                onClick={() => flip(index)}
              >
                <kbd>{photoKeys[index]?.toUpperCase()}</kbd>
              </Button>
              <span>
                {task.student.nameMasked}
                {schools.size > 1 && ` · ${task.project.schoolName}`}
              </span>
              <MarkTag mark={marks[task.taskId]} />
            </Flex>
          </li>
        ))}
      </ul>
      <Flex gap="4px 12px" wrap align="center" className="desk-sheet-bar" style={{ height: barPx }}>
        <Button type="primary" disabled={seen.seen !== "seen"} onClick={approve}>
          {rest === 0 ? t.decide : t.approveRest(rest)} <kbd>↵</kbd>
        </Button>
        {seen.seen === "painted" || seen.seen === "seen" ? (
          <Waiting seen={seen} minMs={minMs} />
        ) : (
          <PictureLoadNotice seen={seen} />
        )}
        {missed.size > 0 && <Typography.Text>{t.missed + labelsOf(missed)}</Typography.Text>}
      </Flex>
      {rejected && (
        <aside className={reasonsClass} aria-label={t.rejected}>
          <ReasonsPanel
            findings={rejected.report.findings}
            acceptsNote
            draft={draft}
            store={setDraft}
            close={() => setRejecting(null)}
            reject={(rejection) => {
              put(rejected, rejection);
              setRejecting(null);
            }}
          />
        </aside>
      )}
    </>
  );
}

interface PhotoProps {
  readonly task: Task;
  readonly photoPx: number;
  readonly isOriginal: boolean;
  readonly seen: PictureViewing;
}

/** The original covers the photo, which stays painted. */
function SheetPhoto({ task: { student, pictures }, photoPx, isOriginal, seen }: PhotoProps) {
  const t = useWords(sheetWords);
  const ofDesk = useWords(deskWords);
  const { photoUrl, originalUrl } = pictures;
  return (
    <div className="desk-sheet-photo" style={{ height: photoPx }}>
      {photoUrl !== null && (
        <img
          key={seen.turn}
          {...seen.watching(photoUrl)}
          alt={ofDesk.photoOf(student.nameMasked)}
        />
      )}
      {isOriginal && originalUrl !== null && (
        <img src={originalUrl} alt={t.original(student.nameMasked)} />
      )}
    </div>
  );
}

function MarkTag({ mark }: { readonly mark: Mark | undefined }) {
  const t = useWords(sheetWords);
  const labelsOf = useReasonLabels();
  if (mark === undefined) return null;
  if (mark.outcome === "look-closer") return <Tag color="warning">{t.closer}</Tag>;
  return (
    <Tag color="error" title={labelsOf(mark.reasons)}>
      {t.rejected}
    </Tag>
  );
}

const tickMs = 250;

/** Time for which the sheet must still be visible. */
function Waiting({ seen, minMs }: { readonly seen: PictureViewing; readonly minMs: number }) {
  const t = useWords(sheetWords);
  useNow(tickMs);
  const leftMs = minMs - seen.lookMs();
  return (
    <Typography.Text type="secondary" role="status">
      {seen.seen === "seen" ? t.ready : t.left(Math.max(1, Math.ceil(leftMs / 1000)))}
    </Typography.Text>
  );
}
