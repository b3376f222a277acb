/** Assigns a proven phone number to an account. When the number already has an account, merges the two. */
import { eq, sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { type Refusal, refuse, studentActor } from "../core/call.ts";
import { whereReportedToSchool } from "../core/collection/reported-to-school.ts";
import { guess } from "../core/last-four/guess-limits.ts";
import { isLastFourOf, ownerOf } from "../core/last-four/store-proof.ts";
import type { Transaction } from "../infra/db/database.ts";
import {
  accountIdentities,
  accounts,
  codeReadings,
  collections,
  consents,
  messageCredits,
  projects,
  schoolChanges,
  sessions,
} from "../infra/db/schema/index.ts";
import { lastSignInOf, lockByHash, makeAccount } from "./account-rows.ts";
import type { WorkDeps } from "./deps.ts";

/**
 * Time after a sign-in within which the number cannot have a new owner. Carriers reassign a number after ninety days at
 * the earliest.
 */
const recycledAfterMs = 60 * 86_400_000;

interface Joining {
  /** Account that has the phone. */
  readonly owner: string;
  /** Account of the session; null for a visitor, who would sign in to the owner's account. */
  readonly present: string | null;
  readonly lastFour: string | undefined;
}

/**
 * Refuses to join the accounts. Call it while the phone is locked. Returns a value instead of throwing, so that the
 * counted try is committed.
 */
async function joinRefusal(
  {
    tx,
    clock,
    searchHash,
    rateLimits,
  }: Pick<WorkDeps, "tx" | "clock" | "searchHash" | "rateLimits">,
  { owner, present, lastFour }: Joining,
): Promise<Refusal<"identity-proof-needed" | "last-four-wrong" | "last-four-locked"> | null> {
  if (present === owner) return null;
  const person = await ownerOf(tx, owner);
  if (!person) return null;
  if (present === null) {
    const [account] = await tx.select().from(accounts).where(eq(accounts.id, owner));
    if (account && clock().getTime() - lastSignInOf(account).getTime() < recycledAfterMs)
      return null;
  }
  if (lastFour === undefined) return refuse("identity-proof-needed", {});
  // This guess is counted separately from the owner's proofs, so that a stranger with the number cannot lock out the
  // owner.
  const guesser = { target: `join:${owner}`, by: present ?? "visitor" };
  return guess(tx, rateLimits, guesser, () => isLastFourOf(searchHash, person, lastFour));
}

export interface ProvenPhone {
  readonly phone: string;
  /** Account of the session; null for a visitor. */
  readonly present: string | null;
  /** Last four characters of the ID number, required when the number's account has a person. */
  readonly lastFour: string | undefined;
}

/**
 * Assigns a phone: mainland digits, or `+` with the country code. Returns the account that has the number now. Writes
 * the audit row.
 */
export async function assignPhone(
  deps: WorkDeps,
  { phone, present, lastFour }: ProvenPhone,
): Promise<string | Refusal<"identity-proof-needed" | "last-four-wrong" | "last-four-locked">> {
  const { tx, clock, sealer, searchHash } = deps;
  const phoneHash = searchHash("phone", phone);
  await lockByHash(tx, [phoneHash]);
  const [owner] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.phoneHash, phoneHash));
  const refusal = owner ? await joinRefusal(deps, { owner: owner.id, present, lastFour }) : null;
  if (refusal) return refusal;
  const accountId = present ?? owner?.id ?? (await makeAccount(deps));
  if (owner?.id === accountId) return accountId;
  const actor = studentActor(accountId);
  if (owner) {
    await moveEverything(tx, accountId, owner.id);
    await shareWithSchools(tx, owner.id, clock());
    await tx.delete(accounts).where(eq(accounts.id, accountId));
    const details = { from: accountId, into: owner.id };
    await appendAudit(tx, clock, actor, "accounts-joined", `account:${owner.id}`, details);
    return owner.id;
  }
  const text = phone.replace(/^\+86(?=1\d{10}$)/, "");
  const sealed = sealer.seal(text, { column: "accounts.phone", rowId: accountId });
  await tx.update(accounts).set({ phone: sealed, phoneHash }).where(eq(accounts.id, accountId));
  await appendAudit(tx, clock, actor, "phone-added", `account:${accountId}`);
  return accountId;
}

/** Rows that move with an account. Stored responses of idempotency keys remain and are deleted with the old account. */
const owned = [accountIdentities, sessions, codeReadings, collections];

/** The feed of a school hid these changes if only the other account had consented, so it gets the collections again. */
async function shareWithSchools(tx: Transaction, accountId: string, at: Date): Promise<void> {
  await tx.execute(sql`
    insert into ${schoolChanges} (project_id, collection_id, cause, state, at)
      select ${projects.id}, ${collections.id}, 'shared', ${collections.state}, ${at.toISOString()}::timestamptz
      from ${collections} join ${projects} on ${projects.id} = ${collections.projectId}
      where ${collections.accountId} = ${accountId} and ${whereReportedToSchool(projects.schoolCode)}`);
}

async function moveEverything(tx: Transaction, from: string, into: string): Promise<void> {
  for (const table of owned)
    await tx.update(table).set({ accountId: into }).where(eq(table.accountId, from));
  await tx.execute(sql`
    insert into ${messageCredits} (account_id, template, credits, language)
      select ${into}, template, credits, language from ${messageCredits} where account_id = ${from}
      on conflict (account_id, template) do update set credits = ${messageCredits}.credits + excluded.credits`);
  // If both accounts gave a consent, it is not moved, so that it is stored once.
  await tx.execute(sql`
    update ${consents} as mine set account_id = ${into} where account_id = ${from} and not exists (
      select from ${consents} as theirs where theirs.account_id = ${into} and theirs.withdrawn_at is null
        and mine.withdrawn_at is null and theirs.purpose = mine.purpose and theirs.version = mine.version
        and theirs.recipient = mine.recipient)`);
}
