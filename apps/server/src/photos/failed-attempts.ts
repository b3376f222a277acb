/** The photos our own processing failed, for an operator: each with the kind of its fault and whether it may be tried again. */
import { jobFaultLabel, jobKinds } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq } from "drizzle-orm";
import { wordsOfRefusal } from "../core/call.ts";
import { cursorOf, isAfter } from "../core/page-cursor.ts";
import { attempts } from "../infra/db/schema/index.ts";
import type { PhotoDeps } from "./deps.ts";
import { countSelected, mayRetry, readRefusal, selectFailed } from "./may-retry.ts";

const kind = "standardize-photo";

type Query = ParsedInput<"listFailedAttempts">["query"];
type ListDeps = Pick<PhotoDeps, "db" | "queue">;

export async function listFailedAttempts(deps: ListDeps, query: Query): Promise<RouteAnswer<"listFailedAttempts">> {
  const [page, failed, unsettled] = await Promise.all([
    pageOfFailed(deps, query),
    countFailed(deps.db, { state: "all" }),
    countFailed(deps.db, { state: "unsettled" }),
  ]);
  return { ...page, counts: { failed, unsettled } };
}

/** unsettled: those that may be tried again. */
export const countFailed = (db: PhotoDeps["db"], { state }: Pick<Query, "state">): Promise<number> =>
  state === "all" ? db.$count(attempts, eq(attempts.state, "failed")) : countSelected(db, mayRetry(db));

export async function pageOfFailed(
  { db, queue }: ListDeps,
  { state, limit, after }: Query,
): Promise<Omit<RouteAnswer<"listFailedAttempts">, "counts">> {
  const isNext = after === undefined ? undefined : isAfter(after, attempts.createdAt, attempts.id);
  const found = await selectFailed(db, and(state === "all" ? undefined : mayRetry(db), isNext))
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
    attempts: rows.map((row) => {
      const { id, collectionId, number, createdAt, finishedAt } = row.attempt;
      const job = dead.get(id);
      const refusal = readRefusal(row);
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
