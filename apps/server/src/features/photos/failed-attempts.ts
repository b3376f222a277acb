/** The photos our own processing failed, for an operator: each with the kind of its fault and whether it may be tried again. */
import { jobFaultLabel, jobKinds } from "@gradphoto/contract";
import type { ParsedInput, RouteAnswer } from "@gradphoto/contract/routes";
import { and, desc, eq, exists, gt, notExists, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { wordsOfRefusal } from "../../infra/call.ts";
import { attempts, collections } from "../../infra/db/schema/index.ts";
import { cursorOf, isAfter } from "../collections/page-cursor.ts";
import type { PhotoNeeds } from "./photo-needs.ts";
import { laterThan, retryRefusal } from "./retry-failed.ts";

const isFailed = eq(attempts.state, "failed");

type Query = ParsedInput<"listFailedAttempts">["query"];
type ListNeeds = Pick<PhotoNeeds, "db" | "queue">;

export const listFailedAttempts = async (
  needs: ListNeeds,
  query: Query,
): Promise<RouteAnswer<"listFailedAttempts">> => ({
  ...(await pageOfFailed(needs, query)),
  counts: {
    failed: await countFailed(needs.db, { state: "all" }),
    unsettled: await countFailed(needs.db, { state: "unsettled" }),
  },
});

/** unsettled: whose students have none made since. */
export const countFailed = (db: PhotoNeeds["db"], { state }: Pick<Query, "state">): Promise<number> =>
  db.$count(attempts, wanted(db, state));

const wanted = (db: PhotoNeeds["db"], state: Query["state"]): SQL | undefined =>
  and(isFailed, state === "all" ? undefined : notExists(madeSince(db)));

export async function pageOfFailed(
  { db, queue }: ListNeeds,
  { state, limit, after }: Query,
): Promise<Omit<RouteAnswer<"listFailedAttempts">, "counts">> {
  const found = await db
    .select({
      attempt: attempts,
      collectionState: collections.state,
      superseded: exists(laterThan(db)).as("superseded"),
    })
    .from(attempts)
    .innerJoin(collections, eq(collections.id, attempts.collectionId))
    .where(and(wanted(db, state), after === undefined ? undefined : isAfter(after, attempts.createdAt, attempts.id)))
    .orderBy(desc(attempts.createdAt), desc(attempts.id))
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const dead = await queue.readDead(
    kind,
    "attemptId",
    rows.map(({ attempt }) => attempt.id),
  );
  const last = rows.at(-1)?.attempt;
  return {
    attempts: rows.map(({ attempt, collectionState, superseded }) => {
      const { id, collectionId, number, createdAt, finishedAt } = attempt;
      const job = dead.get(id);
      const refusal = retryRefusal(attempt, collectionState, superseded === true);
      return {
        attemptId: id,
        collectionId,
        number,
        kind,
        kindLabel: jobKinds[kind],
        createdAt: createdAt.toISOString(),
        failedAt: finishedAt?.toISOString() ?? null,
        tries: job?.tries ?? null,
        fault: job?.fault ?? null,
        faultLabel: jobFaultLabel(job?.fault ?? null),
        refusal: refusal && wordsOfRefusal(refusal),
      };
    }),
    next: found.length > limit && last ? cursorOf(last) : null,
  };
}

const kind = "standardize-photo";

const later = alias(attempts, "later");

/** A photo of the same student that was made after this one failed. */
const madeSince = (db: PhotoNeeds["db"]) =>
  db
    .select({ id: later.id })
    .from(later)
    .where(
      and(eq(later.collectionId, attempts.collectionId), eq(later.state, "made"), gt(later.number, attempts.number)),
    );
