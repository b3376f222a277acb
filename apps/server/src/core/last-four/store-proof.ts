/**
 * Identity proof for sensitive actions: the holder of a session proves again that the account is theirs. A lost, lent
 * or stolen session can take nothing.
 */
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Clock } from "../../infra/clock.ts";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { codeReadings, collections, persons, sessions } from "../../infra/db/schema/index.ts";
import { type HashForSearch, sameHash } from "../../infra/sealing/search-hash.ts";
import { accountOf, type Call, type Refusal, refuse } from "../call.ts";

/** Validity of an identity proof: long enough to read one's data and decide. */
const provenMs = 15 * 60_000;

/**
 * Returns the account's first person, whose last four characters prove ownership. Later persons do not count, so nobody
 * can add themselves. Returns null when the account has no person.
 */
export async function ownerOf(from: Database | Transaction, accountId: string) {
  const ofCollections = from
    .select({ id: collections.personId })
    .from(collections)
    .where(eq(collections.accountId, accountId));
  const ofReadings = from
    .select({ id: codeReadings.id })
    .from(codeReadings)
    .where(eq(codeReadings.accountId, accountId));
  const ids = (await ofCollections.union(ofReadings)).map(({ id }) => id);
  if (ids.length === 0) return null;
  const [owner] = await from
    .select({
      id: persons.id,
      idLastFourHash: persons.idLastFourHash,
      identityHash: persons.identityHash,
    })
    .from(persons)
    .where(and(inArray(persons.id, ids), isNull(persons.erasedAt)))
    .orderBy(asc(persons.createdAt), asc(persons.id))
    .limit(1);
  return owner ?? null;
}

type Owner = NonNullable<Awaited<ReturnType<typeof ownerOf>>>;

/** Compares the last four characters: four digits or capital letters. */
export const isLastFourOf = (
  searchHash: HashForSearch,
  { id, idLastFourHash }: Pick<Owner, "id" | "idLastFourHash">,
  lastFour: string,
): boolean => sameHash(idLastFourHash, searchHash("id-last-four", lastFour, id));

/** Returns null when the call's session has a valid proof or nothing needs to be proven. */
export async function proofRefusal(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  call: Call,
): Promise<Refusal<"identity-proof-needed"> | null> {
  const whereThisSession = eq(sessions.tokenSha256, call.caller.tokenSha256 ?? "");
  const [session] = await db
    .select({ provenUntil: sessions.provenUntil })
    .from(sessions)
    .where(whereThisSession);
  if (session?.provenUntil && session.provenUntil > clock()) return null;
  return (await ownerOf(db, accountOf(call))) === null ? null : refuse("identity-proof-needed", {});
}

/** Records a proof and returns its expiry. */
export async function storeProof(
  from: Database | Transaction,
  clock: Clock,
  tokenSha256: string,
): Promise<Date> {
  const provenUntil = new Date(clock().getTime() + provenMs);
  await from.update(sessions).set({ provenUntil }).where(eq(sessions.tokenSha256, tokenSha256));
  return provenUntil;
}
