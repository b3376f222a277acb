/** Honeypots: photos with a known correct decision, which a senior reviewer chooses among final ones. */
import { isFinal } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, count, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { onDays } from "../core/days.ts";
import { matchStaff } from "../core/match-staff.ts";
import { byTime, readPage } from "../core/page.ts";
import { whereHoneypotAnswer } from "../core/review/decided.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { attempts, collections, honeypots, reviewTasks } from "../infra/db/schema/index.ts";
import type { ReviewDeps } from "./deps.ts";

type Answer = RouteAnswer<"addHoneypot">;

/** Adds a honeypot. Adding the same collection again returns the honeypot that is in use. */
export async function addHoneypot(
  { db, clock, ids }: ReviewDeps,
  { decisionId, verdict }: ParsedInput<"addHoneypot">["body"],
  call: Call,
): Promise<Answer | Refusal> {
  const addedBy = staffOf(call);
  return inTransaction(db, async (tx) => {
    const [decided] = await tx
      .select({
        task: reviewTasks,
        collection: collections,
        picturesDeletedAt: attempts.picturesDeletedAt,
      })
      .from(reviewTasks)
      .innerJoin(collections, eq(collections.id, reviewTasks.collectionId))
      .innerJoin(attempts, eq(attempts.id, reviewTasks.attemptId))
      .where(and(eq(reviewTasks.decisionId, decisionId), ne(reviewTasks.kind, "second-look")))
      .for("update", { of: collections });
    if (!decided) return refuse("not-found", {});
    const { task, collection, picturesDeletedAt } = decided;
    const { collectionId, attemptId } = task;
    const isLast = isFinal(collection.state) && collection.submittedAttemptId === attemptId;
    // For a honeypot, reports the same refusal as for a decision that is not final, so that it cannot be recognised.
    if (!isLast || task.kind === "honeypot") return refuse("review-still-open", {});
    if (picturesDeletedAt !== null) return refuse("photo-deleted", {});
    const [inUse] = await selectHoneypots(
      tx,
      and(eq(honeypots.collectionId, collectionId), isNull(honeypots.endedAt)),
    );
    if (inUse) return present(inUse);
    const id = ids();
    await tx
      .insert(honeypots)
      .values({ id, collectionId, attemptId, ...verdict, addedBy, createdAt: clock() });
    await appendAudit(tx, clock, auditActor(call), "honeypot-added", `collection:${collectionId}`, {
      honeypot: id,
      decision: verdict.decision,
    });
    return readOne(tx, id);
  });
}

export async function endHoneypot(
  { db, clock }: ReviewDeps,
  honeypotId: string,
  call: Call,
): Promise<Answer | Refusal> {
  return inTransaction(db, async (tx) => {
    const whereThisHoneypot = eq(honeypots.id, honeypotId);
    const [honeypot] = await tx.select().from(honeypots).where(whereThisHoneypot).for("update");
    if (!honeypot) return refuse("not-found", {});
    if (honeypot.endedAt === null) {
      await appendAudit(
        tx,
        clock,
        auditActor(call),
        "honeypot-ended",
        `collection:${honeypot.collectionId}`,
        {
          honeypot: honeypotId,
        },
      );
      await tx.update(honeypots).set({ endedAt: clock() }).where(whereThisHoneypot);
    }
    return readOne(tx, honeypotId);
  });
}

export async function listHoneypots(
  { db }: ReviewDeps,
  { limit, after, ...filters }: ParsedInput<"listHoneypots">["query"],
): Promise<RouteAnswer<"listHoneypots">> {
  const { rows, next } = await readPage(
    { limit, after },
    {
      key: byTime("latest-first", honeypots.createdAt, honeypots.id),
      select: ({ whereNext, order, limit }) =>
        selectHoneypots(db, and(whereNext, filterOf(db, filters)))
          .orderBy(...order)
          .limit(limit),
      keyOf: ({ honeypot }) => ({ at: honeypot.createdAt, id: honeypot.id }),
    },
  );
  return { honeypots: rows.map(present), next };
}

/** Condition for honeypots with such an answer. undefined matches all. */
function filterOf(
  db: Database,
  { reviewer, answer, ...days }: Omit<ParsedInput<"listHoneypots">["query"], "limit" | "after">,
): SQL | undefined {
  if ([reviewer, answer, ...Object.values(days)].every((one) => one === undefined))
    return undefined;
  const answered = db
    .select({ id: reviewTasks.honeypotId })
    .from(reviewTasks)
    .innerJoin(honeypots, eq(honeypots.id, reviewTasks.honeypotId))
    .where(
      and(
        whereHoneypotAnswer,
        onDays(reviewTasks.at, days),
        reviewer === undefined
          ? undefined
          : sql`${reviewTasks.reviewerId} = any(array(${matchStaff(reviewer)}))`,
        answer === undefined
          ? undefined
          : answer === "right"
            ? whereRight
            : sql`not (${whereRight})`,
      ),
    );
  return sql`${honeypots.id} in ${answered}`;
}

const whereRight = sql`${reviewTasks.decision} = ${honeypots.decision}`;

const selectHoneypots = (db: Database | Transaction, where: SQL | undefined) =>
  db
    .select({
      honeypot: honeypots,
      decisionId: sql<string | null>`(select task.decision_id from ${reviewTasks} task
        where task.attempt_id = ${honeypots.attemptId} and task.kind = 'submission' and task.decision is not null
        order by task.at desc limit 1)`,
      answered: count(reviewTasks.id),
      right: sql`count(*) filter (where ${whereRight})`.mapWith(Number),
    })
    .from(honeypots)
    .leftJoin(reviewTasks, and(eq(reviewTasks.honeypotId, honeypots.id), whereHoneypotAnswer))
    .where(where)
    .groupBy(honeypots.id);

async function readOne(tx: Transaction, honeypotId: string): Promise<Answer> {
  const [honeypot] = await selectHoneypots(tx, eq(honeypots.id, honeypotId));
  if (!honeypot) throw new Error("A honeypot is missing");
  return present(honeypot);
}

const present = ({
  honeypot,
  ...row
}: Awaited<ReturnType<typeof selectHoneypots>>[number]): Answer => ({
  ...row,
  honeypotId: honeypot.id,
  collectionId: honeypot.collectionId,
  expected: { decision: honeypot.decision, reasons: honeypot.reasons.map(reasonWords) },
  createdAt: honeypot.createdAt.toISOString(),
  endedAt: honeypot.endedAt?.toISOString() ?? null,
});
