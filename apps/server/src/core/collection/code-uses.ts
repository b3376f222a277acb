/** Whether a code, or the person it stands for, has its collection already: each has one at most. */
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
  /** null until the last four are proven. */
  readonly identityHash: SearchHash | null;
  /** The collection that brings the code in place of its own. */
  readonly ofCollectionId?: string;
}

export type UseRefusal = Refusal<"code-used-by-other"> | Refusal<"code-already-collected">;

/** A closed or refunded collection does not keep its person from a new one; its code stays used. */
const keepsItsPerson = (state: CollectionState): boolean => !isFinal(state) || isFrozen(state);

/** null when neither the code nor the person is taken. */
export async function useRefusal(db: Database | Transaction, claim: CodeClaim): Promise<UseRefusal | null> {
  const fields = { accountId: collections.accountId, codeHash: collections.codeHash, state: collections.state };
  const isAnother = claim.ofCollectionId === undefined ? undefined : ne(collections.id, claim.ofCollectionId);
  const ofCode = db
    .select(fields)
    .from(collections)
    .where(and(eq(collections.codeHash, claim.codeHash), isAnother));
  // Two questions in one, not an `or` over both tables, which no index answers.
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
  const uses = match.filter(({ codeHash, state }) => codeHash === claim.codeHash || keepsItsPerson(state));
  if (uses.length === 0) return null;
  return uses.some(({ accountId }) => accountId !== claim.accountId)
    ? refuse("code-used-by-other", {})
    : refuse("code-already-collected", {});
}
