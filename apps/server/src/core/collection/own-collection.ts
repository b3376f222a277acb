/** Reads a collection of one account, with its project. Collections of other accounts are reported as not found. */
import { collectionStates, decideMove, type Role } from "@gradphoto/domain";
import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { collections, projects } from "../../infra/db/schema/index.ts";
import { type Refusal, refuse } from "../call.ts";

export interface OwnCollection {
  readonly collection: typeof collections.$inferSelect;
  readonly project: typeof projects.$inferSelect;
}

export async function findOwnCollection(
  db: Database | Transaction,
  accountId: string,
  collectionId: string,
): Promise<OwnCollection | null> {
  const [row] = await db
    .select({ collection: collections, project: projects })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(and(eq(collections.id, collectionId), eq(collections.accountId, accountId)));
  return row ?? null;
}

/** Checks an upload early, before a photo is stored. The move that follows makes the final decision. */
export function uploadRefusal(
  { state }: OwnCollection["collection"],
  role: Role,
): Refusal<"move-not-allowed" | "collection-frozen" | "forbidden"> | null {
  const decision = decideMove(state, null, "upload", role);
  if (decision.ok) return null;
  return decision.code === "move-not-allowed"
    ? refuse(decision.code, { state: collectionStates[state].label })
    : refuse(decision.code, {});
}
