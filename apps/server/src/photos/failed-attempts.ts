/** The photos our own processing failed, for an operator: each with the kind of its fault and whether it may be tried again. */
import { jobFaultLabel, jobKinds } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { wordsOfRefusal } from "../core/call.ts";
import { byTime, readPage } from "../core/page.ts";
import { attempts } from "../infra/db/schema/index.ts";
import type { PhotoDeps } from "./deps.ts";
import { countSelected, mayRetry, readRefusal, selectFailed } from "./may-retry.ts";

const kind = "standardize-photo";

type Query = ParsedInput<"listFailedAttempts">["query"];
type ListDeps = Pick<PhotoDeps, "db" | "jobTable">;

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

async function pageOfFailed(
  { db, jobTable }: ListDeps,
  query: Query,
): Promise<Omit<RouteAnswer<"listFailedAttempts">, "counts">> {
  const { rows, next } = await readPage(query, {
    key: byTime("latest-first", attempts.createdAt, attempts.id),
    select: ({ isNext, order, limit }) =>
      selectFailed(db, and(query.state === "all" ? undefined : mayRetry(db), isNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ attempt }) => ({ at: attempt.createdAt, id: attempt.id }),
  });
  const dead = await jobTable.readDead(
    kind,
    rows.map(({ attempt }) => ({ attemptId: attempt.id })),
  );
  return {
    attempts: rows.map((row, index) => {
      const { id, collectionId, number, finishedAt } = row.attempt;
      const job = dead[index] ?? null;
      const refusal = readRefusal(row);
      return {
        attemptId: id,
        collectionId,
        number,
        kind,
        kindLabel: jobKinds[kind],
        failedAt: finishedAt?.toISOString() ?? null,
        tries: job?.tries ?? null,
        fault: job?.fault ?? null,
        faultLabel: jobFaultLabel(job?.fault ?? null),
        refusal: refusal && wordsOfRefusal(refusal),
      };
    }),
    next,
  };
}
