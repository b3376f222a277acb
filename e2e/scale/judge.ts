/**
 * Verdicts of the trial: nothing acknowledged is lost, nothing was done twice, and the number of photos made per
 * minute.
 */
import { factsIn, type OutsideBooks } from "../crash/outside-books.ts";

/** Data that one student has, and the state of the product at the end. */
export interface StudentEnd {
  readonly studentNumber: string;
  readonly feeFen: number;
  /** Id of the acknowledged upload. */
  readonly attemptId: string;
  readonly state: string;
  readonly attempts: readonly {
    readonly attemptId: string;
    readonly state: string;
    readonly submitted: boolean;
  }[];
  readonly orders: readonly { readonly outTradeNo: string; readonly state: string }[];
  /** Pictures of the photo that could be opened. */
  readonly opened: { readonly original: boolean; readonly result: boolean };
}

export interface Judgement {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
}

/** State of a submitted photo that waits for its reviewer. */
const submittedState = "in_review";

export function judge(ends: readonly StudentEnd[], books: OutsideBooks): Judgement {
  const judged = ends.map((end) => judgeOne(end, books));
  return {
    lost: judged.flatMap(({ lost }) => lost),
    doubled: judged.flatMap(({ doubled }) => doubled),
  };
}

function judgeOne(end: StudentEnd, books: OutsideBooks): Judgement {
  const { studentNumber: who, feeFen, attemptId, attempts, orders, opened } = end;
  const outTradeNos = orders.map(({ outTradeNo }) => outTradeNo);
  const { retainedFen } = factsIn(books, who, outTradeNos);
  const own = attempts.find((one) => one.attemptId === attemptId);
  const paid = orders.filter(({ state }) => state === "paid").length;
  return {
    lost: [
      ...(own ? [] : [`${who}: the acknowledged photo`]),
      ...(own && !(own.state === "made" && own.submitted)
        ? [`${who}: the photo is ${own.state}`]
        : []),
      ...(end.state === submittedState ? [] : [`${who}: the collection is ${end.state}`]),
      ...(opened.original ? [] : [`${who}: the original does not open`]),
      ...(opened.result ? [] : [`${who}: the result does not open`]),
      ...(paid === 0 || retainedFen < feeFen
        ? [`${who}: money, ${retainedFen} of ${feeFen} fen`]
        : []),
    ],
    doubled: [
      ...(attempts.length > 1 ? [`${who}: ${attempts.length} photos of one`] : []),
      ...(paid > 1 || retainedFen > feeFen
        ? [`${who}: money, ${retainedFen} instead of ${feeFen} fen`]
        : []),
    ],
  };
}

export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Returns the photos per minute outside these spans; 0 if no time is left. */
export function paceOutside(
  finishedMs: readonly number[],
  { fromMs, untilMs }: Span,
  spans: readonly Span[],
): number {
  const isIn = (ms: number): boolean =>
    spans.some((span) => ms >= span.fromMs && ms < span.untilMs);
  let outsideMs = 0;
  let reachedMs = fromMs;
  for (const span of [...spans].sort((one, other) => one.fromMs - other.fromMs)) {
    outsideMs += Math.max(0, Math.min(untilMs, span.fromMs) - reachedMs);
    reachedMs = Math.max(reachedMs, span.untilMs);
  }
  outsideMs += Math.max(0, untilMs - reachedMs);
  const minutes = outsideMs / 60_000;
  return minutes > 0 ? finishedMs.filter((ms) => !isIn(ms)).length / minutes : 0;
}
