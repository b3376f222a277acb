/**
 * Proves the ownership of an account again, by the last four characters of the ID number. Wrong guesses count as for
 * codes.
 */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { appendAudit } from "../core/audit/audit-chain.ts";
import type { Call, Refusal } from "../core/call.ts";
import { accountOf, studentActor } from "../core/caller.ts";
import { isLastFourOf, ownerOf, storeProof } from "../core/last-four/account-proof.ts";
import { guess } from "../core/last-four/guess-limits.ts";
import { inTransaction } from "../infra/db/database.ts";
import type { AccountDeps } from "./deps.ts";

/**
 * `lastFour`: four digits or capital letters. Returns a value instead of throwing, so that the counted try is
 * committed.
 */
export const proveAccount = (
  { db, clock, searchHash, rateLimits }: Pick<AccountDeps, "db" | "clock" | "searchHash" | "rateLimits">,
  lastFour: string,
  call: Call,
): Promise<RouteAnswer<"proveAccount"> | Refusal> =>
  inTransaction(db, async (tx) => {
    const accountId = accountOf(call);
    const owner = await ownerOf(tx, accountId);
    const guesser = { target: `proof:${accountId}`, by: accountId };
    const refusal = owner && (await guess(tx, rateLimits, guesser, () => isLastFourOf(searchHash, owner, lastFour)));
    if (refusal) return refusal;
    const provenUntil = await storeProof(tx, clock, call.caller.tokenSha256 ?? "");
    const [actor, subject] = [studentActor(accountId), `account:${accountId}`];
    await appendAudit(tx, clock, actor, "identity-proven", subject);
    return { provenUntil: provenUntil.toISOString() };
  });
