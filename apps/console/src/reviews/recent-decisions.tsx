/** The reviewer's own latest decisions, each with its photo, the time left to undo it, and a link to view it again. */
import { Button, Flex, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useWords } from "../lib/words.ts";
import { AddHoneypot } from "./add-honeypot.tsx";
import { useDecisionText } from "./decision-words.ts";
import { deskWords } from "./desk-words.ts";
import { canUndo, minutesAndSeconds, type OwnDecision } from "./own-decisions.ts";
import { DeskPart, PhotoLine } from "./photo-line.tsx";
import { addressOf } from "./pictures.ts";
import { useNow } from "./use-now.ts";

interface Props {
  readonly decisions: readonly OwnDecision[];
  readonly undo: (decisionId: string) => void;
}

const inSight = 5;
const tickMs = 1000;

export function RecentDecisions({ decisions, undo }: Props) {
  const t = useWords(deskWords);
  if (decisions.length === 0) return null;
  return (
    <DeskPart title={t.recent}>
      <Rows decisions={decisions.slice(0, inSight)} undo={undo} />
      <Earlier decisions={decisions.slice(inSight)} undo={undo} />
    </DeskPart>
  );
}

function Rows({ decisions, undo }: Props) {
  return decisions.map((decision) => (
    <Recent key={decision.decisionId} made={decision} undo={undo} />
  ));
}

/** Rendered only when opened: a picture that is fetched counts as viewed. */
function Earlier({ decisions, undo }: Props) {
  const t = useWords(deskWords);
  const [open, setOpen] = useState(false);
  if (decisions.length === 0) return null;
  return (
    <details className="desk-fold" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t.earlierDecisions(decisions.length)}</summary>
      {open && (
        <Flex vertical gap={6}>
          <Rows decisions={decisions} undo={undo} />
        </Flex>
      )}
    </details>
  );
}

function Recent({ made, undo }: Pick<Props, "undo"> & { readonly made: OwnDecision }) {
  const t = useWords(deskWords);
  const { decisionId, attemptId, at, decision, reasons, photoUrl, undoUntil, undone } = made;
  const whose = `${made.nameMasked} ${made.studentNumberMasked}`;
  const describeDecision = useDecisionText()({ decision, reasons });
  const now = useNow(tickMs);
  return (
    <Flex gap={8} align="center">
      <PhotoLine
        student={made}
        photoUrl={photoUrl === null ? null : addressOf(attemptId, photoUrl)}
        time={moment(at).slice(11)}
      >
        <Link
          to={`/decisions/${decisionId}`}
          aria-label={`${describeDecision} · ${t.openOne(whose)}`}
        >
          {undone ? <del>{describeDecision}</del> : describeDecision}
        </Link>
        {!undone && (
          <AddHoneypot decision={{ ...made, decisionCode: decision }} heldUntil={undoUntil} />
        )}
      </PhotoLine>
      {undone && <Typography.Text type="secondary">{t.undone}</Typography.Text>}
      {undoUntil !== null && canUndo(made, now) && (
        <Flex vertical align="flex-end">
          <Button
            size="small"
            aria-label={`${t.undoOne} ${whose}`}
            onClick={() => undo(decisionId)}
          >
            {t.undoOne}
          </Button>
          <Typography.Text type="secondary">
            {t.timeLeft(minutesAndSeconds(Date.parse(undoUntil) - now))}
          </Typography.Text>
        </Flex>
      )}
    </Flex>
  );
}
