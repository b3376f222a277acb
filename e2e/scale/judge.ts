/** What the end must show: nothing acknowledged lost, nothing done twice. */
import { factsIn, type OutsideBooks } from "../crash/outside-books.ts";

/** What one student knows, and what the product and its pictures say of it at the end. */
export interface StudentEnd {
  readonly studentNumber: string;
  readonly feeFen: number;
  /** The upload that was acknowledged. */
  readonly attemptId: string;
  readonly state: string;
  readonly attempts: readonly { readonly attemptId: string; readonly state: string; readonly submitted: boolean }[];
  readonly orders: readonly { readonly outTradeNo: string; readonly state: string }[];
  /** Which of the photo's pictures could be opened. */
  readonly opened: { readonly original: boolean; readonly result: boolean };
}

export interface Judgement {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
}

/** Where a photo that was handed in waits for its reviewer. */
const handedIn = "in_review";

export function judge(ends: readonly StudentEnd[], books: OutsideBooks): Judgement {
  const judged = ends.map((end) => judgeOne(end, books));
  return { lost: judged.flatMap(({ lost }) => lost), doubled: judged.flatMap(({ doubled }) => doubled) };
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
      ...(own && !(own.state === "made" && own.submitted) ? [`${who}: the photo is ${own.state}`] : []),
      ...(end.state === handedIn ? [] : [`${who}: the collection is ${end.state}`]),
      ...(opened.original ? [] : [`${who}: the original does not open`]),
      ...(opened.result ? [] : [`${who}: the result does not open`]),
      ...(paid === 0 || retainedFen < feeFen ? [`${who}: money, ${retainedFen} of ${feeFen} fen`] : []),
    ],
    doubled: [
      ...(attempts.length > 1 ? [`${who}: ${attempts.length} photos of one`] : []),
      ...(paid > 1 || retainedFen > feeFen ? [`${who}: money, ${retainedFen} instead of ${feeFen} fen`] : []),
    ],
  };
}
