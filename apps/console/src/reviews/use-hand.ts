/** What the reviewer has in hand: leased, kept filled, its pictures fetched before they are needed. */
import type { Answer, JsonRouteName, Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { call, type Input } from "../lib/client.ts";

export type Review = RouteAnswer<"takeNextReviews">["reviews"][number];

/** The one in front and the next three. */
const handSize = 4;
/** Leases last five minutes; an empty queue is looked at just as often. */
const renewEveryMs = 60_000;
const lookEveryMs = 10_000;

export type DecisionRoute = "approveReview" | "rejectReview" | "escalateReview" | "grantException" | "releaseReview";

export interface Hand {
  /** null: none is waiting, or the first is still on its way. */
  readonly review: Review | null;
  readonly count: number;
  /** False while an answer is awaited that may bring more. */
  readonly asked: boolean;
  /** Decided at this desk since it was opened. */
  readonly decided: number;
  readonly problem: Problem | null;
  /** Puts the next one in front at once; a decision that is refused is told and its review looked at again. */
  readonly decide: <Name extends DecisionRoute>(name: Name, input: Input<Name>, collectionId: string) => void;
  /** Takes back one's own approval; it stands in front again. */
  readonly undo: (collectionId: string) => Promise<void>;
}

const pictures = new Map<string, HTMLImageElement[]>();

/** Fetched and decoded while another is looked at: the next photo is painted from memory. */
function prefetch({ collectionId, pictures: { originalUrl, photoUrl } }: Review): void {
  if (pictures.has(collectionId)) return;
  const images = [originalUrl, photoUrl].flatMap((url) => {
    if (url === null) return [];
    const image = new Image();
    image.src = url;
    // One that cannot be decoded is told where it is shown.
    image.decode().catch(() => undefined);
    return [image];
  });
  pictures.set(collectionId, images);
}

export function useHand(): Hand {
  const [hand, setHand] = useState<readonly Review[]>([]);
  const [asked, setAsked] = useState(false);
  const [decided, setDecided] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  // Decisions on their way: the service still counts them as in hand.
  const sending = useRef(new Set<string>());
  // Decided since the question on its way was asked: its answer may still count them as in hand.
  const justDecided = useRef(new Set<string>());
  const taking = useRef<Promise<void> | null>(null);
  const stale = useRef(false);

  const take = useCallback((): Promise<void> => {
    // An answer that was asked for before the last decision arrived knows too little.
    stale.current = taking.current !== null;
    if (!stale.current) justDecided.current.clear();
    taking.current ??= (async () => {
      const answer = await call("takeNextReviews", { body: { count: handSize } });
      taking.current = null;
      const isDone = (id: string): boolean => sending.current.has(id) || justDecided.current.has(id);
      const taken = answer.ok ? answer.value.reviews.filter(({ collectionId }) => !isDone(collectionId)) : [];
      if (stale.current) void take();
      else setAsked(sending.current.size === 0);
      if (!answer.ok) return setProblem(answer.problem);
      setHand((before) => {
        const known = new Set(before.map(({ collectionId }) => collectionId));
        // What is known keeps its signed addresses, and with them the pictures that are already here.
        const kept = before.filter((review) => taken.some((one) => one.collectionId === review.collectionId));
        return [...kept, ...taken.filter(({ collectionId }) => !known.has(collectionId))];
      });
    })();
    return taking.current;
  }, []);

  useEffect(() => {
    for (const review of hand) prefetch(review);
    for (const id of pictures.keys()) if (!hand.some(({ collectionId }) => collectionId === id)) pictures.delete(id);
  }, [hand]);

  useEffect(() => {
    void take();
  }, [take]);
  const everyMs = hand.length === 0 ? lookEveryMs : renewEveryMs;
  useEffect(() => {
    const timer = setInterval(() => void take(), everyMs);
    return () => clearInterval(timer);
  }, [take, everyMs]);

  const decide: Hand["decide"] = (name, input, collectionId) => {
    if (sending.current.has(collectionId)) return;
    sending.current.add(collectionId);
    setProblem(null);
    setAsked(false);
    setHand((before) => before.filter((review) => review.collectionId !== collectionId));
    void settle(name, input).then(async (answer) => {
      sending.current.delete(collectionId);
      if (answer.ok) {
        justDecided.current.add(collectionId);
        setDecided((count) => count + (name === "releaseReview" ? 0 : 1));
      } else setProblem(answer.problem);
      await take();
    });
  };
  const undo: Hand["undo"] = async (collectionId) => {
    const answer = await call("undoApproval", { params: { collectionId } });
    if (!answer.ok) return setProblem(answer.problem);
    const read = await call("readReview", { params: { collectionId } });
    if (!read.ok) return setProblem(read.problem);
    justDecided.current.delete(collectionId);
    setDecided((count) => Math.max(0, count - 1));
    setHand((before) => [read.value, ...before.filter((review) => review.collectionId !== collectionId)]);
  };
  return { review: hand[0] ?? null, count: hand.length, asked, decided, problem, decide, undo };
}

/** A decision whose answer was lost is sent again: the service knows the same decision of the same person. */
async function settle<Name extends JsonRouteName>(name: Name, input: Input<Name>): Promise<Answer<Name>> {
  const first = await call(name, input);
  return !first.ok && first.problem.code === "network-unreachable" ? call(name, input) : first;
}
