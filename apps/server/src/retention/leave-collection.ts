/** Leaves a collection at the student's request: closes it, and deletes their data in it immediately. */
import { canMove, type RefundRule } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNotNull } from "drizzle-orm";
import { type Call, isRefusal, type Refusal, refuse } from "../core/call.ts";
import type { Actor } from "../core/collection/move-collection.ts";
import { findOwnCollection, type OwnCollection } from "../core/collection/own-collection.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import { attempts, collections, projects } from "../infra/db/schema/index.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import { endCollections, recordRequest } from "./end-collections.ts";
import { erasures, type RetentionDeps } from "./erasures.ts";
import { runRetention } from "./retention-run.ts";

export interface CollectionToLeave {
  readonly collectionId: string;
  readonly refundRule: RefundRule;
}

export interface LeavingDeps extends RetentionDeps {
  readonly objects: Pick<ObjectStore, "get">;
  /** Returns null when the call's session has a recent proof of identity. */
  readonly proofRefusal: (call: Call) => Promise<Refusal<"identity-proof-needed"> | null>;
  /** Closes the collection and its open order. A payment is refunded by the rule. */
  readonly leave: (
    leaving: CollectionToLeave & { readonly actor: Actor },
  ) => Promise<{ readonly refundFen: number } | Refusal>;
  readonly refundOnLeaving: (leaving: CollectionToLeave) => Promise<number>;
}

export async function leaveCollection(
  deps: LeavingDeps,
  accountId: string,
  collectionId: string,
): Promise<RouteAnswer<"leaveCollection"> | Refusal> {
  const { db, clock } = deps;
  const own = await findOwnCollection(db, accountId, collectionId);
  if (!own) return refuse("not-found", {});
  const { personId } = own.collection;
  const closed = await deps.leave({ ...leavingOf(own), actor: { role: "student", id: accountId } });
  if (isRefusal(closed)) return closed;
  const pictures = await inTransaction(db, async (tx) => {
    const ended = await endCollections(tx, clock, {
      collectionIds: [collectionId],
      personIds: [personId],
    });
    const subject = `collection:${collectionId}`;
    await recordRequest(tx, clock, { accountId, subject, pictures: ended.length });
    return ended;
  });
  await eraseNow(deps, { attempts: pictures, persons: [personId], accounts: [] });
  const whereDeleted = and(
    eq(attempts.collectionId, collectionId),
    isNotNull(attempts.picturesDeletedAt),
  );
  return { deletedPictures: await db.$count(attempts, whereDeleted), refundFen: closed.refundFen };
}

/** Erases what is due now. The periodic job retries what failed. */
export async function eraseNow(
  deps: RetentionDeps,
  due: Parameters<typeof erasures>[1],
): Promise<void> {
  const { faults } = await runRetention(deps, "requested", erasures(deps, due));
  if (faults > 0) throw new Error("Not everything of a student could be deleted at once");
}

const leavingOf = ({ collection, project }: OwnCollection): CollectionToLeave => ({
  collectionId: collection.id,
  refundRule: project.refundRule,
});

/** Lists the collections that can be left now. */
export async function listLeavable(
  db: Database,
  accountId: string,
): Promise<readonly CollectionToLeave[]> {
  const ownRow = await db
    .select({ collection: collections, project: projects })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(eq(collections.accountId, accountId));
  return ownRow
    .filter(({ collection }) => canMove(collection.state, "leave", "student"))
    .map(leavingOf);
}
