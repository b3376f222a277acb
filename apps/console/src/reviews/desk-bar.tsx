/** Actions on the current task as buttons with their keys, what a decision still waits for, and the next photos. */
import { Button, type ButtonProps, Flex, Typography } from "antd";
import type { ReactNode } from "react";
import { useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";
import type { Photo } from "./photo-pair.tsx";
import { isRestDue, isTooFast, photosPerHour } from "./photos-per-hour.ts";
import type { PictureViewing } from "./use-picture-viewing.ts";
import type { Task, Tasks } from "./use-tasks.ts";
import type { Frame, ViewControls } from "./view.ts";

type PlainAct =
  | ("approve" | "reject" | "escalate" | "exception" | "skip" | "undo")
  /** `flipEarlier`: toggles between the student's latest earlier photo and the original. */
  | ("blink" | "flipOverlays" | "flipEarlier" | "flipFull");

export type DeskActions = Readonly<Record<PlainAct, () => void>> &
  Pick<ViewControls, "look" | "zoomBy">;

/** Role of the person who decides: a second look only approves or rejects. */
export type DeskRole = "reviewer" | "senior-reviewer" | "second-look";

export interface DeskProps {
  readonly task: Task;
  readonly tasks: Tasks;
  readonly use: DeskRole;
  readonly frame: Frame;
  readonly undoLatest: () => void;
  /** False where nothing can be undone. */
  readonly mayUndo: boolean;
  /** Notice next to the photo, above the findings. */
  readonly notice: ReactNode;
  /** The reviewer's own latest decisions. */
  readonly recent: ReactNode;
  /** Length of the queue. */
  readonly queue: ReactNode;
}

interface Props {
  readonly desk: DeskProps;
  readonly photo: Photo;
  readonly acts: DeskActions;
  /** While true, the keys select reasons. */
  readonly isChoosingReasons: boolean;
}

const filmPhotos = 4;

export function DeskBar({ desk, photo, acts, isChoosingReasons: off }: Props) {
  const t = useWords(deskWords);
  const { use, mayUndo, queue, tasks } = desk;
  const { task, seen, earlier } = photo;
  const { decidedAt } = tasks;
  const next = tasks.hasPictures
    ? tasks.tasks.filter((one) => one !== task).slice(0, filmPhotos)
    : [];
  // Buttons, like their keys, are disabled until the pictures were seen.
  const unseen = off || seen.seen !== "seen";
  const now = performance.now();
  const perHour = photosPerHour(decidedAt, now);
  const button = (label: string, key: string, onClick: () => void, props: ButtonProps) => (
    <Button {...props} onClick={onClick}>
      {label} <kbd>{key}</kbd>
    </Button>
  );
  return (
    <Flex gap={12} className="desk-bar">
      <Flex vertical gap={6} className="desk-bar-acts">
        <Flex wrap className="desk-acts">
          {button(t.approve, "A", acts.approve, { type: "primary", disabled: unseen })}
          {button(t.reject, "R", acts.reject, { danger: true, disabled: unseen })}
          {use === "senior-reviewer" &&
            button(t.exception, "X", acts.exception, { disabled: unseen })}
          {use === "reviewer" && button(t.escalate, "E", acts.escalate, { disabled: unseen })}
          {button(t.skip, "N", acts.skip, { disabled: off })}
          {use !== "second-look" && button(t.undo, "Z", acts.undo, { disabled: off || !mayUndo })}
          {button(t.compare, "B", acts.blink, { "aria-pressed": photo.blinking })}
          {button(t.overlays, "O", acts.flipOverlays, { "aria-pressed": photo.overlays })}
          {task.earlierAttempts.length > 0 &&
            button(t.compareEarlier, "C", acts.flipEarlier, {
              "aria-pressed": earlier.visible !== null,
            })}
        </Flex>
        <Flex gap="0 14px" wrap align="center" className="desk-under">
          <PictureLoadNotice seen={seen} />
          <Typography.Text type="secondary">
            {t.inHand(tasks.tasks.length)}
            {decidedAt.length > 0 && ` · ${t.decided(decidedAt.length)}`}
            {perHour !== null && ` · ${t.pace(perHour)}`}
          </Typography.Text>
          {queue}
          {isRestDue(decidedAt, now) && (
            <Typography.Text type="warning">{t.restDue}</Typography.Text>
          )}
          {isTooFast(decidedAt, now) && (
            <Typography.Text type="warning">{t.tooFast}</Typography.Text>
          )}
        </Flex>
      </Flex>
      <Flex gap={4} component="ul" className="desk-film" aria-label={t.next}>
        {next.map(({ taskId, student, pictures }) => (
          <li key={taskId}>
            {pictures.photoUrl !== null && (
              <img src={pictures.photoUrl} alt={t.photoOf(student.nameMasked)} />
            )}
          </li>
        ))}
      </Flex>
    </Flex>
  );
}

/** Whether the current pictures may be decided, and what that still waits for. */
export function PictureLoadNotice({
  seen: { seen, retryLoad },
}: {
  readonly seen: PictureViewing;
}) {
  const t = useWords(deskWords);
  return (
    <span role="status">
      <Typography.Text type={seen === "seen" || seen === "painted" ? "secondary" : "warning"}>
        {t[seen]}
      </Typography.Text>
      {seen === "failed" && (
        <Button size="small" type="link" onClick={retryLoad}>
          {t.retryLoad}
        </Button>
      )}
    </span>
  );
}
