/** What can be done with the submission in front, as buttons beside their keys. */
import { Button, Flex, Typography } from "antd";
import { useState } from "react";
import { useStaff } from "../lib/staff.ts";
import { useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";

export interface DeskActs {
  readonly approve: () => void;
  readonly reject: () => void;
  readonly escalate: () => void;
  readonly exception: () => void;
  readonly skip: () => void;
  readonly undo: () => void;
  readonly blink: () => void;
  readonly flipOverlays: () => void;
  readonly showOriginal: () => void;
  readonly showPhoto: () => void;
  /** `index` among the findings that ask for a look. */
  readonly showFinding: (index: number) => void;
}

interface Props {
  readonly acts: DeskActs;
  readonly overlays: boolean;
  readonly blinking: boolean;
  readonly decided: number;
  readonly inHand: number;
}

const hourMs = 3_600_000;

export function DeskBar({ acts, overlays, blinking, decided, inHand }: Props) {
  const t = useWords(deskWords);
  const { role } = useStaff();
  const [openedAt] = useState(() => performance.now());
  const perHour = Math.round((decided * hourMs) / Math.max(1, performance.now() - openedAt));
  return (
    <Flex vertical gap={6}>
      <Flex gap={8} wrap>
        <Button type="primary" onClick={acts.approve}>
          {t.approve} <kbd>A</kbd>
        </Button>
        <Button danger onClick={acts.reject}>
          {t.reject} <kbd>R</kbd>
        </Button>
        {role === "senior-reviewer" ? (
          <Button onClick={acts.exception}>
            {t.exception} <kbd>X</kbd>
          </Button>
        ) : (
          <Button onClick={acts.escalate}>
            {t.escalate} <kbd>E</kbd>
          </Button>
        )}
        <Button onClick={acts.skip}>
          {t.skip} <kbd>N</kbd>
        </Button>
        <Button onClick={acts.undo}>
          {t.undo} <kbd>U</kbd>
        </Button>
        <Button aria-pressed={blinking} onClick={acts.blink}>
          {t.compare} <kbd>B</kbd>
        </Button>
        <Button aria-pressed={overlays} onClick={acts.flipOverlays}>
          {t.overlays} <kbd>O</kbd>
        </Button>
        <Button onClick={acts.showOriginal}>
          {t.whole} <kbd>F</kbd>
        </Button>
        <Button onClick={acts.showPhoto}>
          {t.reset} <kbd>0</kbd>
        </Button>
      </Flex>
      <Typography.Text type="secondary">
        {t.inHand(inHand)}
        {decided > 0 && ` · ${t.decided(decided, perHour)}`}
      </Typography.Text>
    </Flex>
  );
}
