/** Closes collections when their project's window has ended. Payments are refunded by the project's rule. */
import type { RefundRule } from "@gradphoto/domain";
import { allCollectionStates, canMove } from "@gradphoto/domain";
import { and, asc, eq, gt, inArray, lte } from "drizzle-orm";
import { isRefusal } from "../core/call.ts";
import type { Database } from "../infra/db/database.ts";
import { collections, projects } from "../infra/db/schema/index.ts";
import { processEachRow } from "../infra/process-each-row.ts";
import type { PaymentDeps } from "./deps.ts";
import { endCollection } from "./end-collection.ts";

const batch = 50;
const system = { role: "system", id: null } as const;
/** A collection that is processing, in review or being refunded first continues to a state that can expire. */
const endable = allCollectionStates.filter((state) => canMove(state, "expire", "system"));

/**
 * Closes all due collections in batches, each once, so that failures do not block others. `stopping`: starts no further
 * batch.
 */
export async function expireCollections(deps: PaymentDeps, stopping: AbortSignal): Promise<number> {
  const now = deps.clock();
  let expired = 0;
  let after = start;
  for (;;) {
    const due = await findDue(deps.db, now, after);
    expired += await processEachRow(due, (one) => expire(deps, one), deps.warn);
    const last = due.at(-1);
    if (!last || due.length < batch || stopping.aborted) return expired;
    after = last.collectionId;
  }
}

/** Lower than every id. */
const start = "00000000-0000-0000-0000-000000000000";

const findDue = (db: Database, now: Date, after: string): Promise<Due[]> =>
  db
    .select({ collectionId: collections.id, refundRule: projects.refundRule })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(and(inArray(collections.state, endable), lte(projects.closesAt, now), gt(collections.id, after)))
    .orderBy(asc(collections.id))
    .limit(batch);

interface Due {
  readonly collectionId: string;
  readonly refundRule: RefundRule;
}

/** Returns false when an open order prevents closing, or another process was faster. */
const expire = async (deps: PaymentDeps, due: Due): Promise<boolean> =>
  !isRefusal(await endCollection(deps, { ...due, move: "expire", actor: system }));
