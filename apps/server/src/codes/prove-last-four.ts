/**
 * Checks a guess of the last four characters. It counts and compares the guess, and only then requests the student from
 * the issuer.
 */
import type { Refusal } from "../core/call.ts";
import { type Guesser, guess } from "../core/last-four/guess-limits.ts";
import type {
  CodeStudent,
  OpenedCode,
} from "../infra/collection-code-issuer/collection-code-issuer.ts";
import { inTransaction } from "../infra/db/database.ts";
import { issuerRefusal } from "./issuer-refusal.ts";
import type { CodeDeps } from "./open-code.ts";

export interface LastFourGuess {
  readonly code: Pick<OpenedCode, "codeId" | "lastFourHash"> & { readonly text: string };
  readonly guesser: Guesser;
  readonly schoolCode: string;
  /** Four digits or capital letters. */
  readonly lastFour: string;
}

export async function proveLastFour(
  { db, rateLimits, issuer }: Pick<CodeDeps, "db" | "rateLimits" | "issuer">,
  { code, guesser, schoolCode, lastFour }: LastFourGuess,
): Promise<CodeStudent | Refusal> {
  // The guess is committed before the issuer is contacted, so it counts in any case.
  const guessed = await inTransaction(db, (tx) =>
    guess(tx, rateLimits, guesser, () => issuer.matchesLastFour(code, lastFour)),
  );
  if (guessed) return guessed;
  const student = await issuer.verify(code.text, lastFour);
  if ("fault" in student) return issuerRefusal(student);
  const isStored = student.codeId === code.codeId && student.schoolCode === schoolCode;
  return isStored ? student : issuerRefusal({ fault: "answer-unreadable" });
}
