/** Counts wrong guesses of the last four characters: per guesser and per target. Every guess must pass through here. */
import { acquireLock } from "../../infra/db/advisory-locks.ts";
import type { Transaction } from "../../infra/db/database.ts";
import type { RateLimits } from "../../infra/rate-limit.ts";
import { type Refusal, refuse } from "../call.ts";
import { budgets } from "../limits.ts";

export interface Guesser {
  /**
   * Hash of the code or account. On site it includes the camera code, so that guesses from elsewhere count separately.
   */
  readonly target: string;
  /** The account; on site, the network. */
  readonly by: string;
}

/** Returns the number of guesses left, at least one, or the time at which guessing is possible again. */
export async function guessesLeft(
  { left }: Pick<RateLimits, "left">,
  { target, by }: Guesser,
  tx?: Transaction,
): Promise<number | Refusal<"last-four-locked">> {
  const ofCode = await left(budgets.lastFourOfCode, target, tx);
  const own = await left(budgets.lastFour, `${target}:${by}`, tx);
  const spent = [ofCode, own].find(({ hits }) => hits === 0);
  if (spent) return refuse("last-four-locked", { lockedUntil: spent.endsAt.toISOString() });
  return Math.min(ofCode.hits, own.hits);
}

/**
 * Checks one guess, and returns null when it is right. Guesses at the same target run one after the other, so each one
 * is counted.
 */
export async function guess(
  tx: Transaction,
  rateLimits: RateLimits,
  guesser: Guesser,
  isRight: () => boolean,
): Promise<Refusal<"last-four-wrong"> | Refusal<"last-four-locked"> | null> {
  const { target, by } = guesser;
  await acquireLock(tx, target);
  const allowed = await guessesLeft(rateLimits, guesser, tx);
  if (typeof allowed !== "number") return allowed;
  if (isRight()) return null;
  await rateLimits.spend(budgets.lastFourOfCode, target, tx);
  await rateLimits.spend(budgets.lastFour, `${target}:${by}`, tx);
  const attemptsLeft = await guessesLeft(rateLimits, guesser, tx);
  return typeof attemptsLeft === "number"
    ? refuse("last-four-wrong", { attemptsLeft })
    : attemptsLeft;
}
