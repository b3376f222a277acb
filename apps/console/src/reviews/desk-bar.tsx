/** What can be done with the task in front, as buttons beside their keys, what a decision still waits for, and the next photos. */
import { Button, Flex, Typography } from "antd";
import type { ReactNode } from "react";
import { useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";
import { isRestDue, isTooFast, photosPerHour } from "./pace.ts";
import type { SeenPictures } from "./use-look.ts";
import type { Task } from "./use-tasks.ts";
import type { Look } from "./view.ts";

export interface DeskActs {
  readonly approve: () => void;
  readonly reject: () => void;
  readonly escalate: () => void;
  readonly exception: () => void;
  readonly skip: () => void;
  readonly undo: () => void;
  readonly blink: () => void;
  readonly flipOverlays: () => void;
  /** The student's latest earlier photo beside this one, or the original again. */
  readonly flipEarlier: () => void;
  readonly flipFull: () => void;
  readonly look: (at: Look) => void;
  readonly zoomBy: (factor: number) => void;
  /** `index` among the findings that ask for a look. */
  readonly showFinding: (index: number) => void;
}

/** Who decides: a second look only approves or rejects. */
export type DeskUse = "reviewer" | "senior-reviewer" | "second-look";

interface Props {
  readonly acts: DeskActs;
  readonly use: DeskUse;
  /** Their keys stand for reasons now. */
  readonly isChoosingReasons: boolean;
  readonly overlays: boolean;
  readonly blinking: boolean;
  readonly seen: SeenPictures;
  readonly hasEarlier: boolean;
  readonly isComparing: boolean;
  readonly mayUndo: boolean;
  readonly queue: ReactNode;
  /** Times of the decisions made at this desk, ms, oldest first. */
  readonly decidedAt: readonly number[];
  readonly inHand: number;
  /** The first tasks after the one in front. */
  readonly next: readonly Task[];
}

export function DeskBar(props: Props) {
  const { acts, use, isChoosingReasons: off, overlays, blinking, seen, hasEarlier, isComparing, mayUndo } = props;
  const { queue, decidedAt, inHand, next } = props;
  const t = useWords(deskWords);
  // As their keys do, they act only on what was seen.
  const unseen = off || seen.seen !== "seen";
  const now = performance.now();
  const perHour = photosPerHour(decidedAt, now);
  return (
    <div className="desk-bar">
      <Flex vertical gap={6} className="desk-bar-acts">
        <Flex gap={6} wrap className="desk-acts">
          <Button type="primary" disabled={unseen} onClick={acts.approve}>
            {t.approve} <kbd>A</kbd>
          </Button>
          <Button danger disabled={unseen} onClick={acts.reject}>
            {t.reject} <kbd>R</kbd>
          </Button>
          {use === "senior-reviewer" && (
            <Button disabled={unseen} onClick={acts.exception}>
              {t.exception} <kbd>X</kbd>
            </Button>
          )}
          {use === "reviewer" && (
            <Button disabled={unseen} onClick={acts.escalate}>
              {t.escalate} <kbd>E</kbd>
            </Button>
          )}
          <Button disabled={off} onClick={acts.skip}>
            {t.skip} <kbd>N</kbd>
          </Button>
          {use !== "second-look" && (
            <Button disabled={off || !mayUndo} onClick={acts.undo}>
              {t.undo} <kbd>Z</kbd>
            </Button>
          )}
          <Button aria-pressed={blinking} onClick={acts.blink}>
            {t.compare} <kbd>B</kbd>
          </Button>
          <Button aria-pressed={overlays} onClick={acts.flipOverlays}>
            {t.overlays} <kbd>O</kbd>
          </Button>
          {hasEarlier && (
            <Button aria-pressed={isComparing} onClick={acts.flipEarlier}>
              {t.compareEarlier} <kbd>C</kbd>
            </Button>
          )}
        </Flex>
        <div className="desk-under">
          <SeenNotice seen={seen} />
          <Typography.Text type="secondary">
            {t.inHand(inHand)}
            {decidedAt.length > 0 && ` · ${t.decided(decidedAt.length)}`}
            {perHour !== null && ` · ${t.pace(perHour)}`}
          </Typography.Text>
          {queue}
          {isRestDue(decidedAt, now) && <Typography.Text type="warning">{t.restDue}</Typography.Text>}
          {isTooFast(decidedAt, now) && <Typography.Text type="warning">{t.tooFast}</Typography.Text>}
        </div>
      </Flex>
      <Flex gap={4} component="ul" className="desk-film" aria-label={t.next}>
        {next.map(({ taskId, student, pictures }) => (
          <li key={taskId}>
            {pictures.photoUrl !== null && <img src={pictures.photoUrl} alt={t.photoOf(student.nameMasked)} />}
          </li>
        ))}
      </Flex>
    </div>
  );
}

/** Whether the pictures in front may be decided, and what that still waits for. */
export function SeenNotice({ seen: { seen, loadAgain } }: { readonly seen: SeenPictures }) {
  const t = useWords(deskWords);
  const text = { coming: t.coming, painted: t.painted, failed: t.failed, seen: t.seen }[seen];
  return (
    <span role="status">
      <Typography.Text type={seen === "seen" || seen === "painted" ? "secondary" : "warning"}>{text}</Typography.Text>
      {seen === "failed" && (
        <Button size="small" type="link" onClick={loadAgain}>
          {t.loadAgain}
        </Button>
      )}
    </span>
  );
}
