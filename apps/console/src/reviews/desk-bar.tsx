/** What can be done with the submission in front, as buttons beside their keys, and what a decision still waits for. */
import { Button, Flex, Typography } from "antd";
import type { ReactNode } from "react";
import { useStaff } from "../lib/staff.ts";
import { useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";
import { LookBar } from "./look-bar.tsx";
import { isRestDue, photosPerHour } from "./pace.ts";
import { SeenNotice } from "./seen-notice.tsx";
import type { SeenPictures } from "./use-seen.ts";
import type { Look } from "./use-view.ts";

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
  readonly look: (at: Look) => void;
  readonly zoomBy: (factor: number) => void;
  /** `index` among the findings that ask for a look. */
  readonly showFinding: (index: number) => void;
}

interface Props {
  readonly acts: DeskActs;
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
}

export function DeskBar(props: Props) {
  const {
    acts,
    isChoosingReasons: off,
    overlays,
    blinking,
    seen,
    hasEarlier,
    isComparing,
    mayUndo,
    queue,
    decidedAt,
    inHand,
  } = props;
  const t = useWords(deskWords);
  const { role } = useStaff();
  // As their keys do, they act on what was seen alone.
  const unseen = off || seen.seen !== "seen";
  const now = performance.now();
  const perHour = photosPerHour(decidedAt, now);
  return (
    <Flex vertical gap={6} className="desk-bar">
      <Flex gap={8} wrap className="desk-acts">
        <Button type="primary" disabled={unseen} onClick={acts.approve}>
          {t.approve} <kbd>A</kbd>
        </Button>
        <Button danger disabled={unseen} onClick={acts.reject}>
          {t.reject} <kbd>R</kbd>
        </Button>
        {role === "senior-reviewer" ? (
          <Button disabled={unseen} onClick={acts.exception}>
            {t.exception} <kbd>X</kbd>
          </Button>
        ) : (
          <Button disabled={unseen} onClick={acts.escalate}>
            {t.escalate} <kbd>E</kbd>
          </Button>
        )}
        <Button disabled={off} onClick={acts.skip}>
          {t.skip} <kbd>N</kbd>
        </Button>
        <Button disabled={off || !mayUndo} onClick={acts.undo}>
          {t.undo} <kbd>Z</kbd>
        </Button>
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
        <LookBar {...acts} />
        <SeenNotice seen={seen} />
        <Typography.Text type="secondary">
          {t.inHand(inHand)}
          {decidedAt.length > 0 && ` · ${t.decided(decidedAt.length)}`}
          {perHour !== null && ` · ${t.pace(perHour)}`}
        </Typography.Text>
        {queue}
        {isRestDue(decidedAt, now) && <Typography.Text type="warning">{t.restDue}</Typography.Text>}
      </div>
    </Flex>
  );
}
