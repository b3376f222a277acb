/** Counts wrong guesses of the last four: by who guesses, and for everybody who guesses the same. There is no way round. */
import type { Transaction } from "../../infra/db/database.ts";
import { takeTurns } from "../../infra/db/take-turns.ts";
import type { RateLimits } from "../../infra/rate-limit.ts";
import { type Refusal, refuse } from "../call.ts";
import { budgets } from "../limits.ts";

export interface Guesser {
  /** The hash of the code or account that is guessed at; on site with the camera code, so that remote guesses count apart. */
  readonly target: string;
  /** The account; on site the network. */
  readonly by: string;
}

/** How many wrong guesses are left, at least one; or until when there is none. */
export async function mayGuess(
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

/** One guess: those at the same target wait for each other, so that each is counted. null for a right one. */
export async function guess(
  tx: Transaction,
  rateLimits: RateLimits,
  guesser: Guesser,
  isRight: () => boolean,
): Promise<Refusal<"last-four-wrong"> | Refusal<"last-four-locked"> | null> {
  const { target, by } = guesser;
  await takeTurns(tx, target);
  const allowed = await mayGuess(rateLimits, guesser, tx);
  if (typeof allowed !== "number") return allowed;
  if (isRight()) return null;
  await rateLimits.spend(budgets.lastFourOfCode, target, tx);
  await rateLimits.spend(budgets.lastFour, `${target}:${by}`, tx);
  const attemptsLeft = await mayGuess(rateLimits, guesser, tx);
  return typeof attemptsLeft === "number" ? refuse("last-four-wrong", { attemptsLeft }) : attemptsLeft;
}
