/** The photos our own processing failed, for an operator: each with the kind of its fault. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/contract/routes";
import { and, desc, eq, gt, notExists } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { attempts } from "../../infra/db/schema/index.ts";
import { cursorOf, isAfter } from "../collections/page-cursor.ts";
import type { PhotoNeeds } from "./photo-needs.ts";

const isFailed = eq(attempts.state, "failed");
const later = alias(attempts, "later");

export async function listFailedAttempts(
  { db, queue }: Pick<PhotoNeeds, "db" | "queue">,
  { limit, after }: ParsedInput<"listFailedAttempts">["query"],
): Promise<RouteAnswer<"listFailedAttempts">> {
  const found = await db
    .select()
    .from(attempts)
    .where(and(isFailed, after === undefined ? undefined : isAfter(after, attempts.createdAt, attempts.id)))
    .orderBy(desc(attempts.createdAt), desc(attempts.id))
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const faults = await queue.readFaults(
    "standardize-photo",
    "attemptId",
    rows.map(({ id }) => id),
  );
  const madeSince = db
    .select({ id: later.id })
    .from(later)
    .where(
      and(eq(later.collectionId, attempts.collectionId), eq(later.state, "made"), gt(later.number, attempts.number)),
    );
  const last = rows.at(-1);
  return {
    attempts: rows.map(({ id, collectionId, number, createdAt, finishedAt }) => ({
      attemptId: id,
      collectionId,
      number,
      createdAt: createdAt.toISOString(),
      failedAt: finishedAt?.toISOString() ?? null,
      fault: faults.get(id) ?? null,
    })),
    next: found.length > limit && last ? cursorOf(last) : null,
    counts: {
      failed: await db.$count(attempts, isFailed),
      unsettled: await db.$count(attempts, and(isFailed, notExists(madeSince))),
    },
  };
}
