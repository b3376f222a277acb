/** The review desk: one submission at a time, decided by one key, the next one painted at once. */
import { Button, Empty, Flex, Spin, Typography } from "antd";
import { useEffect, useState } from "react";
import { useKeys } from "../lib/keyboard.ts";
import { useStaff } from "../lib/staff.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { Desk } from "./desk.tsx";
import { deskWords } from "./desk-words.ts";
import { useLastReasons } from "./last-reasons.ts";
import { readOrder } from "./own-order.ts";
import { type Chosen, isAll, useQueue } from "./queue.ts";
import { QueueLine } from "./queue-line.tsx";
import { RecentDecisions } from "./recent-decisions.tsx";
import { SeenOtherwise } from "./seen-otherwise.tsx";
import { UnsavedList } from "./unsaved-list.tsx";
import { undoKey } from "./use-desk-keys.ts";
import { useFrame } from "./use-frame.ts";
import { useHand } from "./use-hand.ts";
import { useKeptPictures } from "./use-kept-pictures.ts";
import { latestUndo, useStillUndoable } from "./use-still-undoable.ts";
import { useUndo } from "./use-undo.ts";
import "./desk.css";

export default function ReviewDeskPage() {
  const { values, change } = useAddress(["project", "school"]);
  const { project, school } = values;
  // A project is of one school.
  const chosen = { projectId: project, schoolCode: project === undefined ? school : undefined };
  const choose = ({ projectId, schoolCode }: Chosen): void =>
    change({ project: projectId ?? null, school: schoolCode ?? null });
  // Another choice begins with an empty hand: what was in it goes back.
  return <OfChoice key={`${project} ${school}`} chosen={chosen} choose={choose} />;
}

interface OfChoiceProps {
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
}

function OfChoice({ chosen, choose }: OfChoiceProps) {
  const t = useWords(deskWords);
  const { staffId } = useStaff();
  const hand = useHand(chosen);
  const { review } = hand;
  const [begun, setBegun] = useState(false);
  if (!begun && (hand.picturesCame || (review === null && hand.asked) || hand.trouble !== null)) setBegun(true);
  const queue = useQueue(begun);
  const recent = useAnswer("listMyDecisions", {});
  const { refetch } = recent;
  const mine = useStillUndoable(recent.value?.decisions ?? []);
  // One that is being saved, or has just been, is not among them yet.
  const isKnown = hand.asked && !recent.loading && recent.value !== undefined;
  const latest = isKnown ? latestUndo(mine, readOrder(staffId)) : "open";
  const { undo, undoLatest } = useUndo(hand, refetch);
  const frame = useFrame();
  const lastReasons = useLastReasons();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever one more is saved
  useEffect(refetch, [hand.saved]);
  const decisions = <RecentDecisions decisions={useKeptPictures(mine, hand.decided, begun)} undo={undo} />;
  const line = (
    <>
      {queue && <QueueLine queue={queue} chosen={chosen} choose={choose} />}
      <SeenOtherwise />
    </>
  );
  // With a submission in front, the desk has all the keys.
  useKeys([undoKey(undoLatest)], review === null);
  return (
    <div className="desk desk-page">
      <h1 className="console-unseen">{t.title}</h1>
      {hand.trouble && hand.trouble.nameMasked !== null && (
        <Typography.Text>{t.notSaved(hand.trouble.nameMasked)}</Typography.Text>
      )}
      <ProblemNote problem={hand.trouble?.problem ?? null} />
      <UnsavedList />
      {review ? (
        <Desk
          key={review.collectionId}
          review={review}
          hand={hand}
          frame={frame}
          undoLatest={undoLatest}
          mayUndo={latest === "open"}
          lastReasons={lastReasons.last}
          rejectedFor={lastReasons.keep}
          recent={decisions}
          queue={line}
        />
      ) : (
        <Flex className="desk-empty" justify="center" align="center" vertical gap={12}>
          {hand.isAway ? <Away gaveBack={hand.gaveBack} back={hand.back} /> : <NoneInHand asked={hand.asked} />}
          {!isAll(chosen) && queue !== null && queue.waiting > 0 && (
            <Flex gap={8} align="center">
              <Typography.Text>{t.elsewhere(queue.waiting)}</Typography.Text>
              <Button onClick={() => choose({})}>{t.showAll}</Button>
            </Flex>
          )}
          <Flex gap={16}>{line}</Flex>
          {decisions}
        </Flex>
      )}
    </div>
  );
}

function NoneInHand({ asked }: { readonly asked: boolean }) {
  const t = useWords(deskWords);
  return (
    <>
      {asked ? <Empty description={t.queueEmpty} /> : <Spin />}
      <Typography.Text>{asked ? t.queueEmptyAbout : t.loading}</Typography.Text>
    </>
  );
}

function Away({ gaveBack, back }: { readonly gaveBack: boolean; readonly back: () => void }) {
  const t = useWords(deskWords);
  useKeys([{ key: "Enter", words: { zh: "继续审核", en: "Go on reviewing" }, run: back }]);
  return (
    <>
      <Typography.Text role="status">{gaveBack ? t.away : t.rested}</Typography.Text>
      <Button type="primary" onClick={back}>
        {t.back} <kbd>↵</kbd>
      </Button>
    </>
  );
}
