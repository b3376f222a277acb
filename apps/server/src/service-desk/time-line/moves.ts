/** Every step of the collection, with the reasons of reviewers and of the registry beside their refusals. */
import { type Bilingual, type CollectionMove, collectionMoves, collectionStates } from "@gradphoto/domain";
import { and, desc, eq, notInArray } from "drizzle-orm";
import { readRefusals, withRefusals } from "../../core/collection/read-refusals.ts";
import { reasonOfMove } from "../../core/free-words.ts";
import { collectionHistory } from "../../infra/db/schema/index.ts";
import { byRole, type Entry, mostRows, type Source, tell } from "./entry.ts";

/** What became of a photo stands with the photo. */
const toldByAttempts: readonly CollectionMove[] = ["made", "refused", "failed"];

const begun: Bilingual = { zh: "进入采集", en: "Collection started" };

export const moves: Source = async ({ db, sealer }, collectionId) => {
  const rows = await db
    .select()
    .from(collectionHistory)
    .where(
      and(eq(collectionHistory.collectionId, collectionId), notInArray(collectionHistory.move, [...toldByAttempts])),
    )
    .orderBy(desc(collectionHistory.id))
    .limit(mostRows);
  return withRefusals(rows, await readRefusals(db, sealer, collectionId)).map(({ step, refusal }): Entry => {
    const { move, toState, actorRole, at } = step;
    const { label, tone } = collectionStates[toState];
    const title = move === "start" ? begun : collectionMoves[move];
    return tell({
      kind: "move",
      at,
      title: { zh: `${title.zh} → ${label.zh}`, en: `${title.en} → ${label.en}` },
      tone,
      byLabel: byRole(actorRole),
      words: refusal ? refusal.words : reasonOfMove(sealer, step),
      reasons: refusal ? refusal.reasons : [],
      attemptId: refusal ? refusal.attemptId : null,
    });
  });
};
