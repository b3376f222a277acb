/** Six-digit SMS codes: rate-limited, valid for five minutes, five tries and one use. */
import { and, desc, eq, gt, isNull, lt } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import { budgets } from "../core/limits.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { smsCodes } from "../infra/db/schema/index.ts";
import type { RateLimitRule } from "../infra/rate-limit.ts";
import { type SearchHash, sameHash } from "../infra/sealing/search-hash.ts";
import { lockByHash } from "./account-rows.ts";
import type { AccountDeps, WorkDeps } from "./deps.ts";
import { spendSms } from "./sms-budget.ts";

const { smsMinute, smsHour, smsDay, smsGuess } = budgets;
const dayS = 86_400;

const after = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000);

/** Draws a code from 48 random bits: for a million codes the modulo bias is below 1 in 10^8. */
const drawCode = (randomBytes: AccountDeps["randomBytes"]): string =>
  String(Buffer.from(randomBytes(6)).readUIntBE(0, 6) % 1_000_000).padStart(6, "0");

/** Sends a code. `network` is set for a caller without a session. */
export async function sendSmsCode(deps: AccountDeps, phone: string, network: string | null) {
  const { db, clock, ids, randomBytes, searchHash, sms } = deps;
  const phoneHash = searchHash("phone", phone);
  const code = drawCode(randomBytes);
  const id = ids();
  const made = await inTransaction(db, async (tx) => {
    await lockByHash(tx, [phoneHash]);
    const createdAt = clock();
    const waitS = await secondsToWait(tx, phoneHash, createdAt);
    if (waitS > 0) return refuse("sms-too-often", { retryAfterS: waitS });
    const expiresAt = after(createdAt, smsGuess.windowS);
    const codeHash = searchHash("sms-code", code, phoneHash);
    await tx.insert(smsCodes).values({ id, phoneHash, codeHash, createdAt, expiresAt });
    return { expiresAt: expiresAt.toISOString(), nextAfterS: smsMinute.windowS };
  });
  if ("refused" in made) return made;
  const unsent = async (): Promise<void> =>
    void (await db.delete(smsCodes).where(eq(smsCodes.id, id)));
  const tooMany = await spendSms(deps, network);
  if (tooMany) {
    await unsent();
    return tooMany;
  }
  const answer = await sms.sendCode(phone, code);
  if (answer === "sent") return made;
  // If the message was definitely not sent, the code does not count. If it may have been sent, the code remains valid
  // and counts.
  if (answer !== "unavailable") await unsent();
  return refuse("sms-unavailable", {});
}

/** Returns the seconds to wait; 0 when a code may be sent now. */
async function secondsToWait(tx: Transaction, phoneHash: SearchHash, now: Date): Promise<number> {
  const sent = await tx
    .select({ at: smsCodes.createdAt })
    .from(smsCodes)
    .where(and(eq(smsCodes.phoneHash, phoneHash), gt(smsCodes.createdAt, after(now, -dayS))))
    .orderBy(desc(smsCodes.createdAt))
    .limit(smsDay.hits);
  /** Returns the seconds until a full window has room: until the oldest of its last `hits` messages leaves it. */
  const secondsUntilFree = ({ hits, windowS }: RateLimitRule): number => {
    const oldest = sent[hits - 1];
    return oldest ? Math.ceil((after(oldest.at, windowS).getTime() - now.getTime()) / 1000) : 0;
  };
  return Math.max(0, ...[smsMinute, smsHour, smsDay].map(secondsUntilFree));
}

/** Consumes a correct code. Counts a wrong try, also for concurrent guesses. */
export async function checkSmsCode(
  { tx, clock, searchHash }: Pick<WorkDeps, "tx" | "clock" | "searchHash">,
  phone: string,
  code: string,
): Promise<Refusal | null> {
  const phoneHash = searchHash("phone", phone);
  await lockByHash(tx, [phoneHash]);
  const now = clock();
  const [sent] = await tx
    .select()
    .from(smsCodes)
    .where(and(eq(smsCodes.phoneHash, phoneHash), isNull(smsCodes.usedAt)))
    .orderBy(desc(smsCodes.createdAt))
    .limit(1);
  if (!sent || sent.expiresAt <= now || sent.tries >= smsGuess.hits)
    return refuse("sms-code-expired", {});
  const whereThisCode = eq(smsCodes.id, sent.id);
  if (sameHash(sent.codeHash, searchHash("sms-code", code, phoneHash))) {
    await tx.update(smsCodes).set({ usedAt: now }).where(whereThisCode);
    return null;
  }
  const tries = sent.tries + 1;
  await tx.update(smsCodes).set({ tries }).where(whereThisCode);
  return refuse("sms-code-wrong", { attemptsLeft: smsGuess.hits - tries });
}

/** Makes the code that was just consumed valid again. */
export async function reopenSmsCode(
  { tx, searchHash }: Pick<WorkDeps, "tx" | "searchHash">,
  phone: string,
): Promise<void> {
  const ofPhone = eq(smsCodes.phoneHash, searchHash("phone", phone));
  const [latest] = await tx
    .select()
    .from(smsCodes)
    .where(ofPhone)
    .orderBy(desc(smsCodes.createdAt))
    .limit(1);
  if (latest) await tx.update(smsCodes).set({ usedAt: null }).where(eq(smsCodes.id, latest.id));
}

export async function deleteOldSmsCodes(db: Database, now: Date): Promise<void> {
  await db.delete(smsCodes).where(lt(smsCodes.createdAt, after(now, -2 * dayS)));
}
