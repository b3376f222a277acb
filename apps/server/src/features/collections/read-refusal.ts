/** Why a reviewer or the registry refused last, in the words of the table of reasons. */
import { type CollectionMove, isReviewReason, reviewReasons } from "@gradphoto/contract";
import type { RouteAnswer } from "@gradphoto/contract/routes";
import { and, desc, eq } from "drizzle-orm";
import type { Database } from "../../infra/db/database.ts";
import { registryItems, reviews } from "../../infra/db/schema/index.ts";

export type RefusalFacts = NonNullable<RouteAnswer<"readCollection">["refusal"]>;
type ReasonWords = RefusalFacts["reasons"][number];

/** A code of an older table is shown as it is. */
export function reasonWords(code: string): ReasonWords {
  if (!isReviewReason(code)) return { code, label: { zh: code, en: code }, advice: { zh: "", en: "" } };
  const { label, advice } = reviewReasons[code];
  return { code, label, advice };
}

const refusingMoves: readonly string[] = ["reject", "refused-by-registry"] satisfies readonly CollectionMove[];

/** null when nobody did, as the `history` of most collections tells without another look. */
export async function readRefusal(
  db: Database,
  collectionId: string,
  history: readonly { readonly move: string }[],
): Promise<RefusalFacts | null> {
  if (!history.some(({ move }) => refusingMoves.includes(move))) return null;
  const [rejected] = await db
    .select()
    .from(reviews)
    .where(and(eq(reviews.collectionId, collectionId), eq(reviews.decision, "reject")))
    .orderBy(desc(reviews.at))
    .limit(1);
  const [returned] = await db
    .select()
    .from(registryItems)
    .where(and(eq(registryItems.collectionId, collectionId), eq(registryItems.state, "refused")))
    .orderBy(desc(registryItems.settledAt))
    .limit(1);
  if (returned?.settledAt && returned.reason !== null && !(rejected && rejected.at > returned.settledAt)) {
    const { attemptId, settledAt, reason } = returned;
    return { by: "registry", attemptId, at: settledAt.toISOString(), reasons: [reasonWords(reason)], words: null };
  }
  if (!rejected) return null;
  const { attemptId, at, reasons, words } = rejected;
  return { by: "review", attemptId, at: at.toISOString(), reasons: reasons.map(reasonWords), words };
}

const mostRefusals = 500;

export interface Refused {
  readonly reasons: readonly string[];
  readonly words: string | null;
}

/** Every one, by the move that refused, newest first; each was written in the transaction of its move, so the two run in step. */
export async function readRefusals(
  db: Database,
  collectionId: string,
): Promise<Readonly<Partial<Record<string, Refused[]>>>> {
  const rejected = await db
    .select({ reasons: reviews.reasons, words: reviews.words })
    .from(reviews)
    .where(and(eq(reviews.collectionId, collectionId), eq(reviews.decision, "reject")))
    .orderBy(desc(reviews.at))
    .limit(mostRefusals);
  const returned = await db
    .select({ reason: registryItems.reason })
    .from(registryItems)
    .where(and(eq(registryItems.collectionId, collectionId), eq(registryItems.state, "refused")))
    .orderBy(desc(registryItems.settledAt))
    .limit(mostRefusals);
  return {
    reject: rejected,
    "refused-by-registry": returned.map(({ reason }) => ({ reasons: reason === null ? [] : [reason], words: null })),
  };
}
