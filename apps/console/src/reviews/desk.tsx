/** The submission in front: its two photos, what the checks say, and what can be done with it. */
import type { Finding, ReviewReasonCode } from "@gradphoto/domain";
import { Flex, Tag, Typography } from "antd";
import { type ReactNode, useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useSay, useWords } from "../lib/words.ts";
import { useSaidOf } from "./decision-words.ts";
import { type DeskActs, DeskBar } from "./desk-bar.tsx";
import { deskWords } from "./desk-words.ts";
import { FindingsPanel, noted } from "./findings-panel.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { PhotoPair, picturesOf } from "./photo-pair.tsx";
import { noReasons, ReasonsPanel } from "./reasons-panel.tsx";
import type { Review } from "./review.ts";
import { SeenPhoto } from "./seen-photo.tsx";
import { useDeskKeys } from "./use-desk-keys.ts";
import { useEarlier } from "./use-earlier.ts";
import type { Frame } from "./use-frame.ts";
import type { Hand } from "./use-hand.ts";
import { useSeen } from "./use-seen.ts";
import { useView } from "./use-view.ts";
import { WordsDialog } from "./words-dialog.tsx";

type AnswerOptions = "reasons" | "escalate" | "exception" | null;

interface DeskProps {
  readonly review: Review;
  readonly hand: Hand;
  readonly frame: Frame;
  readonly undoLatest: () => void;
  /** False where it is known that nothing can be taken back. */
  readonly mayUndo: boolean;
  readonly lastReasons: readonly ReviewReasonCode[];
  readonly rejectedFor: (reasons: readonly ReviewReasonCode[]) => void;
  /** The reviewer's own latest decisions. */
  readonly recent: ReactNode;
  /** How much waits. */
  readonly queue: ReactNode;
}

export function Desk(props: DeskProps) {
  const { review, hand, frame, undoLatest, mayUndo, lastReasons, rejectedFor, recent, queue } = props;
  const t = useWords(deskWords);
  const say = useSay();
  const [asking, setAsking] = useState<AnswerOptions>(null);
  // As long as this photo is in front: whoever goes back to it for a look goes on where they were.
  const [draft, setDraft] = useState(noReasons);
  const [overlays, setOverlays] = useState(true);
  const [blinking, setBlinking] = useState(false);
  const looking = useView(review, frame.size);
  const findings = review.report.findings;
  const [shown, setShown] = useState<Finding | null>(noted(findings)[0] ?? null);
  const seen = useSeen(picturesOf(review));
  const earlier = useEarlier(review);
  const saidOf = useSaidOf(review);
  const { onceSeen } = seen;
  const acts: DeskActs = {
    approve: onceSeen(() => hand.decide(review, { decision: "approve" })),
    reject: onceSeen(() => setAsking("reasons")),
    escalate: onceSeen(() => setAsking("escalate")),
    exception: onceSeen(() => setAsking("exception")),
    skip: () => hand.decide(review, { decision: "release", leftTo: "others" }),
    undo: undoLatest,
    blink: () => setBlinking(!blinking),
    flipOverlays: () => setOverlays(!overlays),
    flipEarlier: earlier.flip,
    look: looking.look,
    zoomBy: looking.zoomBy,
    showFinding: (index) => setShown(noted(findings)[index] ?? shown),
  };
  useDeskKeys(acts, noted(findings).length, asking === null);
  const reject = (reasons: readonly ReviewReasonCode[], words: string | null): void => {
    rejectedFor(reasons);
    hand.decide(review, { decision: "reject", reasons, words });
  };
  const { student, project } = review;
  const handOver = { appeal: t.appealed, recall: t.recalled }[review.handedOverBy ?? ""] ?? t.handedOver;
  return (
    <>
      <Flex gap={12} wrap align="center" className="desk-head">
        <Typography.Text strong>{student.nameMasked}</Typography.Text>
        <Typography.Text>
          {project.schoolName} · {say(project.categoryLabel)} · {project.graduationYear}
          {project.clothing !== "" && ` · ${t.clothing(project.clothing)}`}
        </Typography.Text>
        <Typography.Text>{t.attempt(review.attempt.number)}</Typography.Text>
        <Typography.Text>
          {t.due(moment(review.dueAt))} {review.dueCertain ? "" : t.dueUncertain}
        </Typography.Text>
        {review.forSenior && <Tag color="warning">{t.forSenior}</Tag>}
        {review.handedOverBecause !== null && <Typography.Text>{handOver(review.handedOverBecause)}</Typography.Text>}
        {review.handedOverBy === "appeal" && (
          <Typography.Text>{t.appealedAgainst(saidOf(review.attempt.attemptId) ?? "—")}</Typography.Text>
        )}
      </Flex>
      <div className="desk-main">
        <PhotoPair
          review={review}
          finding={overlays ? shown : null}
          blinking={blinking}
          looking={looking}
          measured={frame.measured}
          seen={seen}
          earlier={earlier.shown}
        />
        {/* Anew for the reasons: they begin at the top, wherever one had read. */}
        <aside key={String(asking === "reasons")} className="desk-side" aria-label={t.findings}>
          {asking === "reasons" ? (
            <ReasonsPanel
              findings={findings}
              last={lastReasons}
              asksWords
              draft={draft}
              keep={setDraft}
              close={() => setAsking(null)}
              reject={reject}
            />
          ) : (
            <>
              <SeenPhoto seen={review.seenBefore} />
              <FindingsPanel review={review} shown={shown} show={setShown}>
                <HistoryPanel review={review} earlier={earlier} />
                {recent}
              </FindingsPanel>
            </>
          )}
        </aside>
        <DeskBar
          acts={acts}
          isChoosingReasons={asking === "reasons"}
          overlays={overlays}
          blinking={blinking}
          seen={seen}
          hasEarlier={review.earlierAttempts.length > 0}
          isComparing={earlier.shown !== null}
          mayUndo={mayUndo}
          queue={queue}
          decidedAt={hand.decidedAt}
          inHand={hand.count}
        />
      </div>
      {asking === "escalate" && (
        <WordsDialog
          title={t.escalateTitle}
          hint={t.escalateHint}
          most={500}
          close={() => setAsking(null)}
          send={(reason) => hand.decide(review, { decision: "escalate", reason })}
        />
      )}
      {asking === "exception" && (
        <WordsDialog
          title={t.exceptionTitle}
          hint={t.exceptionHint}
          most={1000}
          close={() => setAsking(null)}
          send={(evidence) => hand.decide(review, { decision: "grant-exception", evidence })}
        />
      )}
    </>
  );
}
