/** Checks that neither a code nor its person has a collection already. Each has at most one. */
import { type CollectionState, isFinal, isFrozen } from "@gradphoto/domain";
import { and, eq, ne } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { collections, persons } from "../../infra/db/schema/index.ts";
import type { SearchHash } from "../../infra/sealing/search-hash.ts";
import { type Refusal, refuse } from "../call.ts";

export interface CodeClaim {
  readonly accountId: string;
  readonly codeHash: SearchHash;
  /** null until the last four characters of the identity number are proven. */
  readonly identityHash: SearchHash | null;
  /** The collection that replaces its own code with this one. */
  readonly ofCollectionId?: string;
}

export type UseRefusal = Refusal<"code-used-by-other"> | Refusal<"code-already-collected">;

/**
 * Returns true if a collection blocks a new one for the same person. A closed or refunded one does not, but its code
 * remains used.
 */
const keepsItsPerson = (state: CollectionState): boolean => !isFinal(state) || isFrozen(state);

/** Returns the refusal of a code, or null when neither the code nor the person has a collection. */
export async function useRefusal(
  db: Database | Transaction,
  claim: CodeClaim,
): Promise<UseRefusal | null> {
  const fields = {
    accountId: collections.accountId,
    codeHash: collections.codeHash,
    state: collections.state,
  };
  const isAnother =
    claim.ofCollectionId === undefined ? undefined : ne(collections.id, claim.ofCollectionId);
  const ofCode = db
    .select(fields)
    .from(collections)
    .where(and(eq(collections.codeHash, claim.codeHash), isAnother));
  // Two subqueries instead of an `or` across both tables, which no index could serve.
  const match =
    claim.identityHash === null
      ? await ofCode
      : await union(
          ofCode,
          db
            .select(fields)
            .from(collections)
            .innerJoin(persons, eq(persons.id, collections.personId))
            .where(and(eq(persons.identityHash, claim.identityHash), isAnother)),
        );
  const uses = match.filter(
    ({ codeHash, state }) => codeHash === claim.codeHash || keepsItsPerson(state),
  );
  if (uses.length === 0) return null;
  return uses.some(({ accountId }) => accountId !== claim.accountId)
    ? refuse("code-used-by-other", {})
    : refuse("code-already-collected", {});
}
