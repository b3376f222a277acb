/** What the reviewer has in hand: leased, kept filled, its pictures fetched before they are needed, given back when nobody is there. */
import type { Problem } from "@gradphoto/domain/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "../lib/client.ts";
import { useStaff } from "../lib/staff.ts";
import { keepPictures } from "./keep-pictures.ts";
import { type Made, send } from "./made.ts";
import { mayPass } from "./may-pass.ts";
import { type Timed, withoutLast } from "./pace.ts";
import type { Chosen } from "./queue.ts";
import type { Review } from "./review.ts";
import { isUnsaved, save, takeUp } from "./unsaved.ts";
import { useOtherDesks } from "./use-other-desks.ts";
import { usePresence } from "./use-presence.ts";
import { type Undone, useTakingBack } from "./use-taking-back.ts";

/** The one in front and the next three. */
const handSize = 4;
/** Leases last five minutes; an empty queue is looked at just as often. */
const renewEveryMs = 60_000;
const lookEveryMs = 10_000;
const decidedKept = 10;

export interface Trouble {
  readonly problem: Problem;
  /** Whose decision was refused; null: it is about no decision. */
  readonly nameMasked: string | null;
}

export interface Hand {
  /** null: none is waiting, or the first is still on its way. */
  readonly review: Review | null;
  readonly count: number;
  /** The first pictures came, or failed: until then the line is theirs. */
  readonly picturesCame: boolean;
  /** False while an answer is awaited that may bring more. */
  readonly asked: boolean;
  /** When each was decided at this desk since it was opened, ms, oldest first. */
  readonly decidedAt: readonly number[];
  /** How many decisions the service has confirmed, also of those that a tab loaded anew took up. */
  readonly saved: number;
  /** The latest of them, for as long as this page is open. */
  readonly decided: readonly Review[];
  readonly trouble: Trouble | null;
  /** Puts the next one in front at once; a decision that is refused is told and its review looked at again. */
  readonly decide: (review: Review, made: Made) => void;
  /** Takes one's own decision back; it stands in front again. */
  readonly undo: (collectionId: string) => Promise<Undone>;
  /**
   * The same for the latest, one at a time: one whose undoing has no clear end yet comes first, and one that is not saved
   * yet is not taken back, now or later.
   */
  readonly undoLatest: () => Promise<Undone>;
  /** Nobody was there for a while: all was given back, and nothing is taken until `back`. */
  readonly isAway: boolean;
  /** There was something to give back then. */
  readonly gaveBack: boolean;
  readonly back: () => void;
}

/** `chosen`: the same for as long as the hand is there. */
export function useHand({ projectId, schoolCode }: Chosen): Hand {
  const { staffId } = useStaff();
  const [hand, setHand] = useState<readonly Review[]>([]);
  const [picturesCame, setPicturesCame] = useState(false);
  const [asked, setAsked] = useState(false);
  const [timed, setTimed] = useState<readonly Timed[]>([]);
  const [saved, setSaved] = useState(0);
  const [decided, setDecided] = useState<readonly Review[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // Saved since the question on its way was asked: its answer may still count them as in hand.
  const justSaved = useRef(new Set<string>());
  const taking = useRef<Promise<void> | null>(null);
  const stale = useRef(false);
  const saves = useRef(new Set<Promise<Problem | null>>());
  // Taken back by its reviewer, of whatever project: what is chosen now does not take it away.
  const broughtBack = useRef(new Set<string>());
  const away = useRef(false);
  const [gaveBack, setGaveBack] = useState(false);
  const isElsewhere = useOtherDesks(
    staffId,
    hand.map(({ collectionId }) => collectionId),
  );
  const giveBack = useCallback(
    (given: readonly Review[]): void => {
      for (const { collectionId } of given)
        if (!isElsewhere(collectionId)) void send(collectionId, { decision: "release", leftTo: "anyone" });
    },
    [isElsewhere],
  );
  const { isAway, back } = usePresence(() => {
    setGaveBack(hand.some(({ collectionId }) => !isElsewhere(collectionId)));
    giveBack(hand);
    broughtBack.current.clear();
    setHand([]);
  });
  away.current = isAway;

  const take = useCallback((): Promise<void> => {
    if (away.current) return Promise.resolve();
    // An answer that was asked for before the last decision was saved knows too little.
    stale.current = taking.current !== null;
    if (!stale.current) justSaved.current.clear();
    taking.current ??= (async () => {
      const answer = await call("takeNextReviews", {
        body: {
          count: handSize,
          ...(projectId !== undefined && { projectId }),
          ...(schoolCode !== undefined && { schoolCode }),
        },
      });
      // Before anything is looked at: what is decided meanwhile is in hand no more.
      if (answer.ok && !away.current) await renewBroughtBack(broughtBack.current, answer.value.reviews);
      taking.current = null;
      const isDone = (id: string): boolean => isUnsaved(id) || justSaved.current.has(id);
      const taken = answer.ok ? answer.value.reviews.filter(({ collectionId }) => !isDone(collectionId)) : [];
      if (stale.current) void take();
      else if (answer.ok) setAsked(saves.current.size === 0);
      if (!answer.ok) return setTrouble({ problem: answer.problem, nameMasked: null });
      if (away.current) return giveBack(taken);
      setTrouble((last) => (last && mayPass(last.problem) ? null : last));
      setHand((before) => {
        const known = new Set(before.map(({ collectionId }) => collectionId));
        // What is known keeps its signed addresses, and with them the pictures that are already here.
        const kept = before.filter(
          ({ collectionId }) =>
            broughtBack.current.has(collectionId) || taken.some((one) => one.collectionId === collectionId),
        );
        return [...kept, ...taken.filter(({ collectionId }) => !known.has(collectionId))];
      });
    })();
    return taking.current;
  }, [projectId, schoolCode, giveBack]);

  const follow = useCallback(
    (collectionId: string, nameMasked: string, saving: Promise<Problem | null>): void => {
      saves.current.add(saving);
      void saving.then(async (refused) => {
        saves.current.delete(saving);
        if (refused === null) {
          justSaved.current.add(collectionId);
          setSaved((before) => before + 1);
        } else setTrouble({ problem: refused, nameMasked });
        await take();
      });
    },
    [take],
  );
  // Before anything is taken: what is decided is not to stand in front again.
  useEffect(() => {
    for (const { collectionId, nameMasked, saving } of takeUp(staffId)) follow(collectionId, nameMasked, saving);
  }, [staffId, follow]);

  const held = useRef(hand);
  held.current = hand;
  useEffect(() => {
    void keepPictures(hand).then(() => {
      if (hand.length > 0) setPicturesCame(true);
    });
  }, [hand]);
  // Whoever goes to another page has nothing in hand.
  useEffect(() => () => giveBack(held.current), [giveBack]);
  useEffect(() => {
    if (!isAway) void take();
  }, [take, isAway]);
  const everyMs = hand.length === 0 ? lookEveryMs : renewEveryMs;
  useEffect(() => {
    if (isAway) return;
    const ask = (): void => void take();
    const timer = setInterval(ask, everyMs);
    addEventListener("online", ask);
    return () => {
      clearInterval(timer);
      removeEventListener("online", ask);
    };
  }, [take, everyMs, isAway]);

  const takingBack = useTakingBack({
    staffId,
    refused: (problem) => setTrouble({ problem, nameMasked: null }),
    cameBack: (review) => {
      const { collectionId } = review;
      justSaved.current.delete(collectionId);
      broughtBack.current.add(collectionId);
      back();
      setTimed((before) => withoutLast(before, collectionId));
      setHand((before) => [review, ...before.filter((one) => one.collectionId !== collectionId)]);
    },
  });
  const decide: Hand["decide"] = (review, made) => {
    const { collectionId, student, attempt } = review;
    if (isUnsaved(collectionId)) return;
    setDecided((before) =>
      [review, ...before.filter((one) => one.collectionId !== collectionId)].slice(0, decidedKept),
    );
    broughtBack.current.delete(collectionId);
    takingBack.decided(collectionId, made);
    const at = performance.now();
    setTrouble(null);
    setAsked(false);
    setHand((before) => before.filter((review) => review.collectionId !== collectionId));
    const { nameMasked } = student;
    const after = review.decisions.at(-1)?.at ?? "";
    const saving = save({ collectionId, attemptId: attempt.attemptId, nameMasked, made, staffId }, after);
    void saving.then((refused) => {
      if (refused !== null || made.decision === "release") return;
      setTimed((before) => [...before, { collectionId, at }].sort((one, other) => one.at - other.at));
    });
    follow(collectionId, nameMasked, saving);
  };
  const review = hand[0] ?? null;
  const { length: count } = hand;
  const decidedAt = timed.map(({ at }) => at);
  const acts = { decide, undo: takingBack.undo, undoLatest: takingBack.undoLatest, back };
  return { review, count, picturesCame, asked, decidedAt, saved, decided, trouble, isAway, gaveBack, ...acts };
}

/** Of another project than the chosen one, they are not renewed with the others; one that is no longer in hand is let go. */
async function renewBroughtBack(ids: Set<string>, taken: readonly Review[]): Promise<void> {
  const others = [...ids].filter((id) => !taken.some(({ collectionId }) => collectionId === id));
  const renew = async (collectionId: string): Promise<void> => {
    const answer = await call("renewReviewLease", { params: { collectionId } });
    if (!answer.ok && !mayPass(answer.problem)) ids.delete(collectionId);
  };
  await Promise.all(others.map(renew));
}
