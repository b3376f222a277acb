/** Sign-in by a proven phone. If there is a session, its account gets the phone. */
import { appendAudit } from "../core/audit/audit-chain.ts";
import { isRefusal, studentActor } from "../core/call.ts";
import { inTransaction } from "../infra/db/database.ts";
import { showAccount, storeAccount } from "./account-rows.ts";
import { assignPhone } from "./assign-phone.ts";
import type { AccountDeps } from "./deps.ts";
import { openSession } from "./sessions.ts";
import { checkSmsCode, reopenSmsCode } from "./sms-codes.ts";

interface SmsSignIn {
  readonly phone: string;
  readonly code: string;
  readonly lastFour?: string | undefined;
  /** Account of the session; null for a visitor. */
  readonly accountId: string | null;
  readonly device: string | null;
}

export async function signInWithSms(
  deps: AccountDeps,
  { phone, code, lastFour, accountId: present, device }: SmsSignIn,
) {
  const { db, clock, sealer } = deps;
  return inTransaction(db, async (tx) => {
    const work = { ...deps, tx };
    // The refusal is returned instead of thrown, so that the counted try is committed.
    const refusal = await checkSmsCode(work, phone, code);
    if (refusal) return refusal;
    const accountId = await assignPhone(work, { phone, present, lastFour });
    if (isRefusal(accountId)) {
      // The code was right and remains valid for the try with the last four characters.
      await reopenSmsCode(work, phone);
      return accountId;
    }
    await storeAccount(tx, accountId, clock());
    const { token, expiresAt } = await openSession(work, accountId, null, device);
    const account = await showAccount(tx, sealer, accountId);
    await appendAudit(tx, clock, studentActor(accountId), "signed-in", `account:${accountId}`, {
      by: "sms",
    });
    return { token, expiresAt: expiresAt.toISOString(), account };
  });
}
