/**
 * Protects accounts against reassigned phone numbers: a new holder can open or merge the previous account only with the
 * last four characters of its person's ID number.
 */
import { eq } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import { isLastFourOf, ownerOf } from "../core/last-four/account-proof.ts";
import { guess } from "../core/last-four/tries.ts";
import { accounts } from "../infra/db/schema/index.ts";
import { lastSignInOf } from "./account-rows.ts";
import type { WorkDeps } from "./deps.ts";

/** Carriers reassign a number after ninety days at the earliest. */
const recycledAfterMs = 60 * 86_400_000;

interface Joining {
  /** Account that has the phone. */
  readonly owner: string;
  /** Account of the session; null for a visitor, who would sign in to the owner's account. */
  readonly present: string | null;
  readonly lastFour: string | undefined;
}

/** Call it while the phone is locked. Returns a value instead of throwing, so that the counted try is committed. */
export async function joinRefusal(
  { tx, clock, searchHash, rateLimits }: Pick<WorkDeps, "tx" | "clock" | "searchHash" | "rateLimits">,
  { owner, present, lastFour }: Joining,
): Promise<Refusal<"identity-proof-needed" | "last-four-wrong" | "last-four-locked"> | null> {
  if (present === owner) return null;
  const person = await ownerOf(tx, owner);
  if (!person) return null;
  if (present === null) {
    const [account] = await tx.select().from(accounts).where(eq(accounts.id, owner));
    if (account && clock().getTime() - lastSignInOf(account).getTime() < recycledAfterMs) return null;
  }
  if (lastFour === undefined) return refuse("identity-proof-needed", {});
  // Counted separately from the owner's proofs, so that a stranger with the number cannot lock out the owner.
  const guesser = { target: `join:${owner}`, by: present ?? "visitor" };
  return guess(tx, rateLimits, guesser, () => isLastFourOf(searchHash, person, lastFour));
}
