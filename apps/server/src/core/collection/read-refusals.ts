/** Refusals by reviewers and by the registry, in the texts of the reasons table. */
import { type CollectionMove, isReviewReason, reviewReasons } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq } from "drizzle-orm";
import type { Database } from "../../infra/db/database.ts";
import { registryItems, reviewTasks } from "../../infra/db/schema/index.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import { readSetWords } from "../configuration/read-configuration.ts";
import { openWords, reviewWords } from "../free-words.ts";
import { requireDecided, whereAnnouncedDecision } from "../review/decided.ts";

export type RefusalFacts = NonNullable<RouteAnswer<"readCollection">["refusal"]>;
type ReasonWords = RefusalFacts["reasons"][number];

/** Returns the text of a reason. A code that is no longer one of `reviewReasons` is displayed unchanged. */
export function reasonWords(code: string): ReasonWords {
  if (!isReviewReason(code))
    return { code, label: { zh: code, en: code }, advice: { zh: "", en: "" } };
  const { label, advice } = reviewReasons[code];
  return { code, label, advice };
}

/** Refusing party by move. */
const refusers: Readonly<Partial<Record<string, RefusalFacts["by"]>>> = {
  reject: "review",
  "refused-by-registry": "registry",
} satisfies Partial<Record<CollectionMove, RefusalFacts["by"]>>;

export const isRefusing = ({ move }: { readonly move: string }): boolean =>
  refusers[move] !== undefined;

const maxRefusals = 500;

/** Reads all refusals that the student was notified of, newest first. */
export async function readRefusals(
  db: Database,
  sealer: Sealer,
  collectionId: string,
): Promise<readonly RefusalFacts[]> {
  const rejected = await db
    .select()
    .from(reviewTasks)
    .where(
      and(
        eq(reviewTasks.collectionId, collectionId),
        eq(reviewTasks.decision, "reject"),
        whereAnnouncedDecision,
      ),
    )
    .orderBy(desc(reviewTasks.at))
    .limit(maxRefusals);
  const returned = await db
    .select()
    .from(registryItems)
    .where(and(eq(registryItems.collectionId, collectionId), eq(registryItems.state, "refused")))
    .orderBy(desc(registryItems.settledAt))
    .limit(maxRefusals);
  if (rejected.length + returned.length === 0) return [];
  const setAdvice = await readSetWords(db, "reason-advice");
  const inWords = (code: string): ReasonWords => {
    const words = reasonWords(code);
    return { ...words, advice: setAdvice.get(code) ?? words.advice };
  };
  const byReview = rejected.map((row) => {
    const { attemptId, at, reasons } = requireDecided(row);
    return report("review", {
      attemptId,
      at,
      reasons: reasons.map(inWords),
      words: openWords(sealer, reviewWords, row),
    });
  });
  const byRegistry = returned.flatMap(({ attemptId, settledAt: at, reason }) =>
    at === null
      ? []
      : [
          report("registry", {
            attemptId,
            at,
            reasons: reason === null ? [] : [inWords(reason)],
            words: null,
          }),
        ],
  );
  return [...byReview, ...byRegistry].sort((one, other) => other.at.localeCompare(one.at));
}

const report = (
  by: RefusalFacts["by"],
  { at, ...rest }: Omit<RefusalFacts, "by" | "at"> & { readonly at: Date },
): RefusalFacts => ({ by, at: at.toISOString(), ...rest });

/**
 * Pairs each step with its refusal, both newest first. A refusal is written in the transaction of its move, so both
 * lists are in the same order.
 */
export function withRefusals<Step extends { readonly move: string }>(
  steps: readonly Step[],
  refusals: readonly RefusalFacts[],
): { readonly step: Step; readonly refusal: RefusalFacts | null }[] {
  const unpaired = [...refusals];
  return steps.map((step) => {
    const at = unpaired.findIndex(({ by }) => by === refusers[step.move]);
    return { step, refusal: at < 0 ? null : (unpaired.splice(at, 1)[0] ?? null) };
  });
}
