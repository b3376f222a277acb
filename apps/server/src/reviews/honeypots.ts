/** Photos whose answer is known: chosen by a senior reviewer among submissions that are decided for good. */
import { isFinal } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { onDays } from "../core/days.ts";
import { byTime, readPage } from "../core/page.ts";
import { staffTyped } from "../core/staff-typed.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { attempts, collections, honeypotAnswers, honeypots, reviews } from "../infra/db/schema/index.ts";
import { isGiven } from "./counted-decisions.ts";
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
  return "refused" in added ? added : show(added, [], await decisionsOn(db, [added]));
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
    await decisionsOn(db, [ended]),
  );
}

export async function listHoneypots(
  { db }: ReviewDeps,
  { limit, after, ...filters }: ParsedInput<"listHoneypots">["query"],
): Promise<RouteAnswer<"listHoneypots">> {
  const chosen = answeredAs(db, filters);
  const { rows, next } = await readPage(
    { limit, after },
    {
      key: byTime("latest-first", honeypots.createdAt, honeypots.id),
      select: ({ isNext, order, limit }) =>
        db
          .select()
          .from(honeypots)
          .where(and(isNext, chosen))
          .orderBy(...order)
          .limit(limit),
      keyOf: ({ createdAt, id }) => ({ at: createdAt, id }),
    },
  );
  const ids = rows.map(({ id }) => id);
  const answers = ids.length === 0 ? [] : await db.select().from(honeypotAnswers).where(answered(ids));
  const decisions = await decisionsOn(db, rows);
  return {
    honeypots: rows.map((row) =>
      show(
        row,
        answers.filter(({ honeypotId }) => honeypotId === row.id),
        decisions,
      ),
    ),
    next,
  };
}

/** Those that were answered so; undefined: all of them. */
function answeredAs(
  db: ReviewDeps["db"],
  { reviewer, answer, ...days }: Omit<ParsedInput<"listHoneypots">["query"], "limit" | "after">,
): SQL | undefined {
  if ([reviewer, answer, ...Object.values(days)].every((one) => one === undefined)) return undefined;
  const { right, wrong } = {
    right: eq(honeypotAnswers.decision, sql`${honeypots.decision}`),
    wrong: ne(honeypotAnswers.decision, sql`${honeypots.decision}`),
  };
  const given = db
    .select({ id: honeypotAnswers.id })
    .from(honeypotAnswers)
    .where(
      and(
        eq(honeypotAnswers.honeypotId, honeypots.id),
        isGiven,
        onDays(honeypotAnswers.at, days),
        reviewer === undefined ? undefined : sql`${honeypotAnswers.reviewerId} = any(array(${staffTyped(reviewer)}))`,
        answer === undefined ? undefined : { right, wrong }[answer],
      ),
    );
  return sql`exists ${given}`;
}

/** The latest on each photo. */
const decisionsOn = (db: ReviewDeps["db"] | Transaction, rows: readonly HoneypotRow[]) =>
  rows.length === 0
    ? Promise.resolve([])
    : db
        .select({ id: reviews.id, attemptId: reviews.attemptId })
        .from(reviews)
        .where(
          inArray(
            reviews.attemptId,
            rows.map(({ attemptId }) => attemptId),
          ),
        )
        .orderBy(desc(reviews.at), desc(reviews.id));

const answered = (ids: readonly string[]) => and(inArray(honeypotAnswers.honeypotId, [...ids]), isGiven);

/** `answers`: those that were given; `decisions`: latest first. */
const show = (
  row: HoneypotRow,
  answers: readonly { readonly decision: string | null }[],
  decisions: Awaited<ReturnType<typeof decisionsOn>>,
): Shown => ({
  honeypotId: row.id,
  reviewId: decisions.find(({ attemptId }) => attemptId === row.attemptId)?.id ?? null,
  collectionId: row.collectionId,
  expected: { decision: row.decision, reasons: row.reasons.map(reasonWords) },
  createdAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  shown: answers.length,
  right: answers.filter(({ decision }) => decision === row.decision).length,
});
