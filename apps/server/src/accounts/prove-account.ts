/** Proves anew whose the account is, by the last four of the ID number; wrong ones are counted and lock, as with codes. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type Call, isRefusal, type Refusal } from "../core/call.ts";
import { accountOf } from "../core/caller.ts";
import { takeTurns } from "../core/collection/code-uses.ts";
import { keepProof, ownerOf } from "../core/last-four/account-proof.ts";
import { mayGuess, noteTry } from "../core/last-four/tries.ts";
import { inTransaction } from "../infra/db/database.ts";
import { sameHash } from "../infra/sealing/search-hash.ts";
import type { AccountDeps } from "./deps.ts";

/** `lastFour`: four capitals or digits. The answer is a value, so that the counted try is kept. */
export const proveAccount = (
  { db, clock, searchHash }: Pick<AccountDeps, "db" | "clock" | "searchHash">,
  lastFour: string,
  call: Call,
): Promise<RouteAnswer<"proveAccount"> | Refusal> =>
  inTransaction(db, async (tx) => {
    const accountId = accountOf(call);
    const guesser = { codeHash: searchHash("account-proof", accountId), accountId };
    await takeTurns(tx, guesser.codeHash);
    const owner = await ownerOf(tx, accountId);
    if (owner) {
      const allowed = await mayGuess(tx, guesser, clock());
      if (isRefusal(allowed)) return allowed;
      const isRight = sameHash(owner.idLastFourHash, searchHash("id-last-four", lastFour, owner.id));
      const refusal = await noteTry(tx, guesser, isRight, clock());
      if (refusal) return refusal;
    }
    const provenUntil = await keepProof(tx, clock, call.caller.tokenSha256 ?? "");
    const [actor, subject] = [`student:${accountId}`, `account:${accountId}`];
    await appendAudit(tx, clock, { actor, action: "identity-proven", subject, details: {} });
    return { provenUntil: provenUntil.toISOString() };
  });
