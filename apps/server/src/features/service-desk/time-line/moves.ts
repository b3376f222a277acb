/** Every step of the collection, with the reasons of reviewers and of the registry beside their refusals. */
import {
  type Bilingual,
  type CollectionMove,
  collectionMoves,
  collectionStates,
  isCollectionMove,
  isCollectionState,
} from "@gradphoto/contract";
import { and, desc, eq, notInArray } from "drizzle-orm";
import type { Database } from "../../../infra/db/database.ts";
import { collectionHistory, registryItems, reviews } from "../../../infra/db/schema/index.ts";
import { reasonWords } from "../../collections/read-refusal.ts";
import { byRole, type Entry, mostRows, type Source, tell } from "./entry.ts";

/** What became of a photo stands with the photo. */
const toldByAttempts: readonly CollectionMove[] = ["made", "refused", "failed"];

const begun: Bilingual = { zh: "进入采集", en: "Collection started" };

export const moves: Source = async ({ db }, collectionId) => {
  const rows = await db
    .select()
    .from(collectionHistory)
    .where(
      and(eq(collectionHistory.collectionId, collectionId), notInArray(collectionHistory.move, [...toldByAttempts])),
    )
    .orderBy(desc(collectionHistory.id))
    .limit(mostRows);
  const refusals = await readRefusals(db, collectionId);
  return rows.map(({ move, toState, actorRole, reason, at }): Entry => {
    if (!isCollectionState(toState)) throw new Error(`A collection was in the unknown state "${toState}"`);
    const { label, tone } = collectionStates[toState];
    const title = isCollectionMove(move) ? collectionMoves[move] : begun;
    // Each refusal was written in the transaction of its move, so the two lists run in step.
    const refusal = refusals[move]?.shift();
    return tell({
      kind: "move",
      at,
      title: { zh: `${title.zh} → ${label.zh}`, en: `${title.en} → ${label.en}` },
      tone,
      byLabel: byRole(actorRole),
      words: refusal ? refusal.words : reason,
      reasons: refusal ? refusal.reasons.map(reasonWords) : [],
    });
  });
};

interface Refused {
  readonly reasons: readonly string[];
  readonly words: string | null;
}

/** By the move that refused, newest first. */
async function readRefusals(db: Database, collectionId: string): Promise<Readonly<Partial<Record<string, Refused[]>>>> {
  const rejected = await db
    .select({ reasons: reviews.reasons, words: reviews.words })
    .from(reviews)
    .where(and(eq(reviews.collectionId, collectionId), eq(reviews.decision, "reject")))
    .orderBy(desc(reviews.at))
    .limit(mostRows);
  const returned = await db
    .select({ reason: registryItems.reason })
    .from(registryItems)
    .where(and(eq(registryItems.collectionId, collectionId), eq(registryItems.state, "refused")))
    .orderBy(desc(registryItems.settledAt))
    .limit(mostRows);
  return {
    reject: rejected,
    "refused-by-registry": returned.map(({ reason }) => ({ reasons: reason === null ? [] : [reason], words: null })),
  };
}
