/** The review desk: one submission at a time, decided by one key, the next one painted at once. */
import type { Finding, ReviewReasonCode } from "@gradphoto/domain";
import { Empty, Flex, Spin, Tag, Typography } from "antd";
import { useEffect, useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useKeys } from "../lib/keyboard.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { type DeskActs, DeskBar } from "./desk-bar.tsx";
import { deskWords } from "./desk-words.ts";
import { FindingsPanel, noted } from "./findings-panel.tsx";
import { HistoryPanel, RecentDecisions } from "./history-panel.tsx";
import { PhotoPair } from "./photo-pair.tsx";
import { ReasonsDialog } from "./reasons-dialog.tsx";
import { SeenPhoto } from "./seen-photo.tsx";
import { undoKey, useDeskKeys } from "./use-desk-keys.ts";
import { type Frame, useFrame } from "./use-frame.ts";
import { type Review, useHand } from "./use-hand.ts";
import { WordsDialog } from "./words-dialog.tsx";
import "./desk.css";

type AnswerOptions = "reasons" | "escalate" | "exception" | null;

export default function ReviewDeskPage() {
  const t = useWords(deskWords);
  const hand = useHand();
  const { review } = hand;
  const recent = useAnswer("listMyDecisions", {});
  const { refetch } = recent;
  const frame = useFrame();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever one more is decided
  useEffect(refetch, [hand.decided]);
  const undo = (collectionId: string): void => void hand.undo(collectionId).then(refetch);
  const undoLatest = (): void => {
    const latest = recent.value?.decisions.find(({ undoUntil }) => undoUntil !== null);
    if (latest) undo(latest.collectionId);
  };
  // With a submission in front, the desk has all the keys.
  useKeys([undoKey(undoLatest)], review === null);
  return (
    <div className="desk">
      <h1 className="console-unseen">{t.title}</h1>
      <ProblemNote problem={hand.problem} />
      {review ? (
        <Desk key={review.collectionId} review={review} hand={hand} frame={frame} undoLatest={undoLatest} />
      ) : (
        <Flex className="desk-empty" justify="center" align="center" vertical gap={12}>
          {hand.asked ? <Empty description={t.queueEmpty} /> : <Spin />}
          <Typography.Text>{hand.asked ? t.queueEmptyAbout : t.loading}</Typography.Text>
        </Flex>
      )}
      <RecentDecisions decisions={recent.value?.decisions ?? []} undo={undo} />
    </div>
  );
}

interface DeskProps {
  readonly review: Review;
  readonly hand: ReturnType<typeof useHand>;
  readonly frame: Frame;
  readonly undoLatest: () => void;
}

function Desk({ review, hand, frame, undoLatest }: DeskProps) {
  const t = useWords(deskWords);
  const say = useSay();
  const [asking, setAsking] = useState<AnswerOptions>(null);
  const [overlays, setOverlays] = useState(true);
  const [blinking, setBlinking] = useState(false);
  const [whole, setWhole] = useState<{ what: "photo" | "original"; turn: number }>({ what: "photo", turn: 0 });
  const findings = review.report.findings;
  const [shown, setShown] = useState<Finding | null>(noted(findings)[0] ?? null);
  const { collectionId } = review;
  const params = { collectionId };
  const acts: DeskActs = {
    approve: () => hand.decide("approveReview", { params }, collectionId),
    reject: () => setAsking("reasons"),
    escalate: () => setAsking("escalate"),
    exception: () => setAsking("exception"),
    skip: () => hand.decide("releaseReview", { params }, collectionId),
    undo: undoLatest,
    blink: () => setBlinking(!blinking),
    flipOverlays: () => setOverlays(!overlays),
    showOriginal: () => setWhole({ what: "original", turn: whole.turn + 1 }),
    showPhoto: () => setWhole({ what: "photo", turn: whole.turn + 1 }),
    showFinding: (index) => setShown(noted(findings)[index] ?? shown),
  };
  useDeskKeys(acts, noted(findings).length, asking === null);
  const reject = (reasons: readonly ReviewReasonCode[], words: string | null): void => {
    const body = { reasons: [...reasons], ...(words !== null && { words }) };
    hand.decide("rejectReview", { params, body }, collectionId);
  };
  const { student, project } = review;
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
        {review.forSenior && <Tag color="gold">{t.forSenior}</Tag>}
        {review.handedOverBecause !== null && (
          <Typography.Text>{t.handedOver(review.handedOverBecause)}</Typography.Text>
        )}
      </Flex>
      <div className="desk-main">
        <PhotoPair review={review} finding={overlays ? shown : null} blinking={blinking} frame={frame} whole={whole} />
        <aside className="desk-side" aria-label={t.findings}>
          <SeenPhoto seen={review.seenBefore} />
          <FindingsPanel review={review} shown={shown} show={setShown} />
          <HistoryPanel review={review} />
        </aside>
      </div>
      <DeskBar acts={acts} overlays={overlays} blinking={blinking} decided={hand.decided} inHand={hand.count} />
      {asking === "reasons" && <ReasonsDialog findings={findings} close={() => setAsking(null)} reject={reject} />}
      {asking === "escalate" && (
        <WordsDialog
          title={t.escalateTitle}
          hint={t.escalateHint}
          most={500}
          close={() => setAsking(null)}
          send={(reason) => hand.decide("escalateReview", { params, body: { reason } }, collectionId)}
        />
      )}
      {asking === "exception" && (
        <WordsDialog
          title={t.exceptionTitle}
          hint={t.exceptionHint}
          most={1000}
          close={() => setAsking(null)}
          send={(evidence) => hand.decide("grantException", { params, body: { evidence } }, collectionId)}
        />
      )}
    </>
  );
}
