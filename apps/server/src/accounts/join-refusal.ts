/**
 * Carriers reassign numbers after a while: the current holder opens the previous account, or joins their own
 * to it, by the last four of whom it is about alone.
 */
import { eq } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import { isLastFourOf, ownerOf } from "../core/last-four/account-proof.ts";
import { guess } from "../core/last-four/tries.ts";
import { accounts } from "../infra/db/schema/index.ts";
import { lastSignInOf } from "./account-rows.ts";
import type { WorkDeps } from "./deps.ts";

/** Carriers keep a number back for ninety days. */
const recycledAfterMs = 60 * 86_400_000;

interface Joining {
  /** Has the phone. */
  readonly owner: string;
  /** Of the session; null for a visitor, who is let into the owner's account. */
  readonly present: string | null;
  readonly lastFour: string | undefined;
}

/** Call it while the phone is locked. The answer is a value, so that the counted try is kept. */
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
  // Apart from the proofs of its owner, whom a stranger with the number does not lock out.
  const guesser = { target: `join:${owner}`, by: present ?? "visitor" };
  return guess(tx, rateLimits, guesser, () => isLastFourOf(searchHash, person, lastFour));
}
