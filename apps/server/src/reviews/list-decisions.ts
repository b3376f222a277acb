/** Decisions of reviewers as a list, an export and single items. */
import {
  type decisionList,
  isDecisionMark,
  isDecisionStanding,
  isFinal,
  reviewDecisionWords,
} from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import { reasonWords } from "../core/collection/read-refusals.ts";
import { type Days, onDays } from "../core/days.ts";
import type { FileOf } from "../core/file-rows.ts";
import { openWords, reviewWords } from "../core/free-words.ts";
import { matchStaff } from "../core/match-staff.ts";
import { byTime, type PageQuery, readPage } from "../core/page.ts";
import {
  requireDecided,
  type TaskRow,
  whereCountedDecision,
  whereDecision,
} from "../core/review/decided.ts";
import { staffName, staffNameColumns } from "../core/staff-name.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import {
  attempts,
  collectionHistory,
  collections,
  honeypots,
  reviewTasks,
  staff,
} from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { ReviewDeps } from "./deps.ts";
import { showTask } from "./show-task.ts";
import { hasNoEffectYet } from "./undo-until.ts";

type ListDeps = Pick<ReviewDeps, "db" | "sealer">;
type DecidedAnswer = RouteAnswer<"readDecision">["decision"];

/** Filters of the list, and of an export, whose filters are plain strings. */
type Filters = Days & {
  readonly [Name in "reviewer" | "decision" | "reason" | "mark" | "standing"]?: string | undefined;
};

/** Completed second looks. */
const looks = alias(reviewTasks, "looks");
const whereLookOf = and(eq(looks.ofTaskId, reviewTasks.id), isNotNull(looks.decision));

/** The last submission before the decision was an appeal. Collections without appeals are excluded first, by index. */
const afterAppeal = sql`${reviewTasks.collectionId} in (select collection_id from ${collectionHistory} where move = 'appeal')
  and (select move from ${collectionHistory} handed where handed.collection_id = ${reviewTasks.collectionId}
    and handed.move in ('submit', 'appeal') and handed.at <= ${reviewTasks.at} order by handed.id desc limit 1) = 'appeal'`;

const marks = {
  appealed: afterAppeal,
  "had-second-look": isNotNull(looks.decision),
  "seen-otherwise": ne(looks.decision, sql`${reviewTasks.decision}`),
};
const standings = {
  inForce: isNull(reviewTasks.undoneAt),
  undone: isNotNull(reviewTasks.undoneAt),
  counted: whereCountedDecision,
} as const;

/** Condition on `reviewTasks` joined with their second looks. */
function filterOf({
  reviewer,
  decision,
  reason,
  mark,
  standing,
  ...days
}: Filters): SQL | undefined {
  return and(
    whereDecision,
    onDays(reviewTasks.at, days),
    reviewer === undefined
      ? undefined
      : sql`${reviewTasks.reviewerId} = any(array(${matchStaff(reviewer)}))`,
    decision === undefined ? undefined : sql`${reviewTasks.decision} = ${decision}`,
    reason === undefined ? undefined : sql`${reason} = any(${reviewTasks.reasons})`,
    mark !== undefined && isDecisionMark(mark) ? marks[mark] : undefined,
    standing !== undefined && isDecisionStanding(standing) ? standings[standing] : undefined,
  );
}

const selectDecided = (db: Database | Transaction) =>
  db
    .select({
      task: reviewTasks,
      reviewer: staffNameColumns(staff),
      state: collections.state,
      submittedAttemptId: collections.submittedAttemptId,
      handedTo: collections.handedTo,
      picturesDeletedAt: attempts.picturesDeletedAt,
      look: looks,
      honeypotSince: honeypots.createdAt,
    })
    .from(reviewTasks)
    .innerJoin(staff, eq(staff.id, reviewTasks.reviewerId))
    .innerJoin(collections, eq(collections.id, reviewTasks.collectionId))
    .innerJoin(attempts, eq(attempts.id, reviewTasks.attemptId))
    .leftJoin(looks, whereLookOf)
    .leftJoin(
      honeypots,
      and(eq(honeypots.collectionId, reviewTasks.collectionId), isNull(honeypots.endedAt)),
    );

type Match = Awaited<ReturnType<typeof selectDecided>>[number];

async function readDecisions(
  { db, sealer }: ListDeps,
  filters: Filters,
  page: PageQuery,
  sequence: Parameters<typeof byTime>[0],
) {
  const { rows, next } = await readPage(page, {
    key: byTime(sequence, reviewTasks.at, reviewTasks.id),
    select: ({ whereNext, order, limit }) =>
      selectDecided(db)
        .where(and(filterOf(filters), whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ task }) => requireDecided(task),
  });
  return { rows: rows.map((matches) => present(matches, sealer)), next };
}

export async function listDecisions(
  deps: ListDeps,
  { limit, after, ...filters }: ParsedInput<"listDecisions">["query"],
): Promise<RouteAnswer<"listDecisions">> {
  const { rows, next } = await readDecisions(deps, filters, { limit, after }, "latest-first");
  return { decisions: rows, next };
}

export const decisionFile = (deps: ListDeps): FileOf<typeof decisionList> => ({
  count: async ({ filters }) => {
    const [counted] = await deps.db
      .select({ count: sql`count(*)`.mapWith(Number) })
      .from(reviewTasks)
      .leftJoin(looks, whereLookOf)
      .where(filterOf(filters));
    return counted?.count ?? 0;
  },
  page: ({ filters }, page) => readDecisions(deps, filters, page, "earliest-first"),
});

/** Presents the decision on a submission by the id of its task. */
export async function presentDecided(
  tx: Transaction,
  taskId: string,
  sealer: Sealer,
): Promise<DecidedAnswer> {
  const [row] = await selectDecided(tx).where(eq(reviewTasks.id, taskId));
  if (!row) throw new Error("A decision is missing in the middle of its second look");
  return present(row, sealer);
}

/**
 * Reads a decision with the photo it was made on, regardless of later submissions: a reviewer's own, or for senior
 * reviewers any decision on a submission.
 */
export async function readDecision(
  deps: ReviewDeps,
  decisionId: string,
  call: Call,
): Promise<RouteAnswer<"readDecision"> | Refusal> {
  const isSenior = call.caller.role === "senior-reviewer";
  const whereOwn = and(
    ne(reviewTasks.kind, "second-look"),
    eq(reviewTasks.reviewerId, staffOf(call)),
  );
  const mayRead = isSenior ? or(whereDecision, whereOwn) : whereOwn;
  const [row] = await selectDecided(deps.db).where(
    and(eq(reviewTasks.decisionId, decisionId), mayRead),
  );
  if (!row) return refuse("not-found", {});
  const task = await showTask(deps, row.task, call);
  if (!task) return refuse("photo-deleted", {});
  const { heldUntil } = row.task;
  // `isHeld` depends on the time only, so that it is the same for honeypots, whose students are never notified.
  const isHeld = heldUntil !== null && heldUntil > deps.clock();
  const decision = { ...present(row, deps.sealer), isHeld };
  if (isSenior) return { decision, task };
  // Hides everything that would distinguish it from a honeypot, except what the reviewer is notified of anyway.
  const second = decision.second?.agrees ? null : decision.second;
  return { decision: { ...decision, ...visibleToNobody, second, mayBeRecalled: false }, task };
}

function present({ task, reviewer, look, ...match }: Match, sealer: Sealer): DecidedAnswer {
  const { decisionId, collectionId, at, decision, reasons } = requireDecided(task);
  const second = presentLook(look, decision);
  return {
    decisionId,
    collectionId,
    at: at.toISOString(),
    reviewer: staffName(sealer, reviewer),
    decision: reviewDecisionWords[decision],
    decisionCode: decision,
    reasons: reasons.map((code) => reasonWords(code).label),
    words: openWords(sealer, reviewWords, task),
    undoneAt: task.undoneAt?.toISOString() ?? null,
    isHeld: task.heldUntil !== null,
    second,
    ...visibleTo(true, task, match),
    mayBeRecalled: second?.agrees === false && hasNoEffectYet(task, match),
  };
}

function presentLook(look: Match["look"], first: string): DecidedAnswer["second"] {
  if (!look || look.decision === null) return null;
  const { decision, reasons } = look;
  return { decision, agrees: decision === first, reasons: reasons.map(reasonWords) };
}

const visibleToNobody = {
  honeypotSince: null,
  isHoneypotCandidate: false,
  canBecomeHoneypot: false,
} as const;

type VisibilityFacts = Pick<
  Match,
  "state" | "submittedAttemptId" | "picturesDeletedAt" | "honeypotSince"
>;

/**
 * Reports whether a decided photo is a honeypot, can become one now, or can become one later. Only for staff who manage
 * honeypots. A honeypot's answer looks like a decision that is not final.
 */
export function visibleTo(
  keepsHoneypot: boolean,
  { attemptId, kind }: TaskRow,
  match: VisibilityFacts,
) {
  if (!keepsHoneypot) return visibleToNobody;
  if (kind === "honeypot") return { ...visibleToNobody, canBecomeHoneypot: true };
  const isThere = match.submittedAttemptId === attemptId && match.picturesDeletedAt === null;
  return {
    honeypotSince: match.honeypotSince?.toISOString() ?? null,
    isHoneypotCandidate: isThere && isFinal(match.state),
    canBecomeHoneypot: isThere && !isFinal(match.state),
  };
}
