/** Closes collections when their project's window has ended; the money goes back as the project's rule says. */
import type { RefundRule } from "@gradphoto/domain";
import { allCollectionStates, canMove } from "@gradphoto/domain";
import { and, asc, eq, gt, inArray, lte } from "drizzle-orm";
import { isRefusal } from "../core/call.ts";
import type { Database } from "../infra/db/database.ts";
import { collections, projects } from "../infra/db/schema/index.ts";
import { eachByItself } from "../infra/each-by-itself.ts";
import type { PaymentDeps } from "./deps.ts";
import { endCollection } from "./end-collection.ts";

const batch = 50;
const system = { role: "system", id: null } as const;
/** Being made, in review or refunded, a collection goes on to where it may end. */
const endable = allCollectionStates.filter((state) => canMove(state, "expire", "system"));

/** All that are due, in batches, each once, so that those that cannot be closed hold up no other. `stopping`: no other batch is begun. */
export async function expireCollections(deps: PaymentDeps, stopping: AbortSignal): Promise<number> {
  const now = deps.clock();
  let expired = 0;
  let after = start;
  for (;;) {
    const due = await findDue(deps.db, now, after);
    expired += await eachByItself(due, (one) => expire(deps, one), deps.warn);
    const last = due.at(-1);
    if (!last || due.length < batch || stopping.aborted) return expired;
    after = last.collectionId;
  }
}

/** Before every id. */
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

/** False when an order still stands in the way, or another process was faster. */
const expire = async (deps: PaymentDeps, due: Due): Promise<boolean> =>
  !isRefusal(await endCollection(deps, { ...due, move: "expire", actor: system }));
