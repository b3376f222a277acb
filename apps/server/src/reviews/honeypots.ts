/** Photos whose answer is known: chosen by a senior reviewer among submissions that are decided for good. */
import { isFinal } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { byTime, readPage } from "../core/page.ts";
import { inTransaction } from "../infra/db/database.ts";
import { attempts, collections, honeypotAnswers, honeypots } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";

type Shown = RouteAnswer<"addHoneypot">;
type HoneypotRow = typeof honeypots.$inferSelect;

/** Adding the same collection again gives the one that is in use. */
export async function addHoneypot(
  { db, clock, ids }: ReviewDeps,
  { collectionId, verdict }: ParsedInput<"addHoneypot">["body"],
  call: Call,
): Promise<Shown | Refusal> {
  const addedBy = staffOf(call);
  const added = await inTransaction(db, async (tx) => {
    const [found] = await tx
      .select({ collection: collections, attempt: attempts })
      .from(collections)
      .innerJoin(attempts, eq(attempts.id, collections.submittedAttemptId))
      .where(eq(collections.id, collectionId))
      .for("update", { of: collections });
    if (!found) return refuse("not-found", {});
    const { collection, attempt } = found;
    if (!isFinal(collection.state)) return refuse("review-still-open", {});
    if (attempt.picturesDeletedAt !== null) return refuse("photo-deleted", {});
    const inUse = and(eq(honeypots.collectionId, collectionId), isNull(honeypots.endedAt));
    const [known] = await tx.select().from(honeypots).where(inUse);
    if (known) return known;
    const { decision, reasons } = verdict;
    const row = { id: ids(), collectionId, attemptId: attempt.id, decision, reasons, addedBy, createdAt: clock() };
    const [made] = await tx.insert(honeypots).values(row).returning();
    if (!made) throw new Error("A honeypot was not kept");
    await appendAudit(tx, clock, {
      actor: `${call.caller.role}:${addedBy}`,
      action: "honeypot-added",
      subject: `collection:${collectionId}`,
      details: { honeypot: made.id, decision },
    });
    return made;
  });
  return "refused" in added ? added : show(added, []);
}

export async function endHoneypot({ db, clock }: ReviewDeps, honeypotId: string, call: Call): Promise<Shown | Refusal> {
  const ended = await inTransaction(db, async (tx) => {
    const isThis = eq(honeypots.id, honeypotId);
    const [found] = await tx.select().from(honeypots).where(isThis).for("update");
    if (!found || found.endedAt !== null) return found;
    await appendAudit(tx, clock, {
      actor: `${call.caller.role}:${staffOf(call)}`,
      action: "honeypot-ended",
      subject: `collection:${found.collectionId}`,
      details: { honeypot: honeypotId },
    });
    const [row] = await tx.update(honeypots).set({ endedAt: clock() }).where(isThis).returning();
    return row;
  });
  if (!ended) return refuse("not-found", {});
  return show(
    ended,
    await db
      .select()
      .from(honeypotAnswers)
      .where(answered([honeypotId])),
  );
}

export async function listHoneypots(
  { db }: ReviewDeps,
  query: ParsedInput<"listHoneypots">["query"],
): Promise<RouteAnswer<"listHoneypots">> {
  const { rows, next } = await readPage(query, {
    key: byTime("latest-first", honeypots.createdAt, honeypots.id),
    select: ({ isNext, order, limit }) =>
      db
        .select()
        .from(honeypots)
        .where(isNext)
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ createdAt, id }) => ({ at: createdAt, id }),
  });
  const ids = rows.map(({ id }) => id);
  const answers = ids.length === 0 ? [] : await db.select().from(honeypotAnswers).where(answered(ids));
  return {
    honeypots: rows.map((row) =>
      show(
        row,
        answers.filter(({ honeypotId }) => honeypotId === row.id),
      ),
    ),
    next,
  };
}

const answered = (ids: readonly string[]) =>
  and(inArray(honeypotAnswers.honeypotId, [...ids]), isNotNull(honeypotAnswers.decision));

/** `answers`: those that were given. */
const show = (row: HoneypotRow, answers: readonly { readonly decision: string | null }[]): Shown => ({
  honeypotId: row.id,
  collectionId: row.collectionId,
  expected: { decision: row.decision, reasons: row.reasons.map(reasonWords) },
  createdAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  shown: answers.length,
  right: answers.filter(({ decision }) => decision === row.decision).length,
});
