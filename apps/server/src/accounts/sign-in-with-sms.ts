/** A proven phone becomes a session; with a session already, that session's account gets the phone. */
import { eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { inTransaction } from "../infra/db/database.ts";
import { accounts } from "../infra/db/schema/index.ts";
import { keepAccount, makeAccount, showAccount } from "./account-rows.ts";
import type { AccountDeps } from "./deps.ts";
import { givePhone } from "./give-phone.ts";
import { openSession } from "./sessions.ts";
import { checkSmsCode } from "./sms-codes.ts";

interface SmsSignIn {
  readonly phone: string;
  readonly code: string;
  /** Of the session; null for a visitor. */
  readonly accountId: string | null;
  readonly device: string | null;
}

export async function signInWithSms(deps: AccountDeps, { phone, code, accountId: present, device }: SmsSignIn) {
  const { db, clock, sealer, searchHash } = deps;
  return inTransaction(db, async (tx) => {
    const work = { ...deps, tx };
    // The answer is a value, so that the counted try is kept.
    const refusal = await checkSmsCode(work, phone, code);
    if (refusal) return refusal;
    const byPhone = eq(accounts.phoneHash, searchHash("phone", phone));
    const [owner] = await tx.select({ id: accounts.id }).from(accounts).where(byPhone);
    const accountId = await givePhone(work, present ?? owner?.id ?? (await makeAccount(work)), phone);
    await keepAccount(tx, accountId, clock());
    const { token, expiresAt } = await openSession(work, accountId, null, device);
    const account = await showAccount(tx, sealer, accountId);
    await appendAudit(tx, clock, {
      actor: `student:${accountId}`,
      action: "signed-in",
      subject: `account:${accountId}`,
      details: { by: "sms" },
    });
    return { token, expiresAt: expiresAt.toISOString(), account };
  });
}
