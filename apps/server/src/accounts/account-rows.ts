/** Creates accounts, locks their identifiers, and presents an account to its owner. */
import { roles } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { acquireLock } from "../infra/db/advisory-locks.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { accounts } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { SearchHash } from "../infra/sealing/search-hash.ts";
import type { WorkDeps } from "./deps.ts";

/** Retention counted from the last sign-in. Photos and persons have the retention of their project. */
const retentionDays = 3 * 365;
const dayMs = 86_400_000;

export const retainUntil = (now: Date): Date => new Date(now.getTime() + retentionDays * dayMs);

export const lastSignInOf = ({
  retainUntil: until,
}: Pick<typeof accounts.$inferSelect, "retainUntil">): Date =>
  new Date(until.getTime() - retentionDays * dayMs);

/**
 * Locks phone numbers or WeChat users, so that sign-ins with the same ones run one after the other until the
 * transaction ends. Sorted to avoid deadlocks.
 */
export async function lockByHash(tx: Transaction, hashes: readonly SearchHash[]): Promise<void> {
  for (const hash of [...new Set(hashes)].sort()) {
    await acquireLock(tx, hash);
  }
}

export async function makeAccount({
  tx,
  clock,
  ids,
}: Pick<WorkDeps, "tx" | "clock" | "ids">): Promise<string> {
  const id = ids();
  const createdAt = clock();
  await tx.insert(accounts).values({ id, createdAt, retainUntil: retainUntil(createdAt) });
  return id;
}

export async function storeAccount(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx
    .update(accounts)
    .set({ retainUntil: retainUntil(now) })
    .where(eq(accounts.id, id));
}

type Account = RouteAnswer<"readAccount">;

/**
 * Presents an account. Throws when it does not exist: deleting an account deletes its sessions, so no session can
 * request it.
 */
export async function showAccount(
  from: Database | Transaction,
  sealer: Sealer,
  accountId: string,
): Promise<Account> {
  const [row] = await from
    .select({ phone: accounts.phone })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  if (!row) throw new Error("The account of a session is gone");
  const { zh, en } = roles.student;
  const phone =
    row.phone === null
      ? null
      : sealer.open(row.phone, { column: "accounts.phone", rowId: accountId });
  return {
    accountId,
    role: "student",
    roleLabel: { zh, en },
    phoneMasked: phone === null ? null : maskPhone(phone),
  };
}

/** Masks a number as `138****0000`; of a short foreign number only the last two digits are visible. */
const maskPhone = (phone: string): string =>
  phone.length >= 10 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : `****${phone.slice(-2)}`;
