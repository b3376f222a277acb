/**
 * Code checks on site days, where nobody is signed in. Guesses from elsewhere count separately, so they cannot lock out
 * people on site.
 */
import type { Refusal } from "../core/call.ts";
import { guessesLeft } from "../core/last-four/guess-limits.ts";
import type { CodeStudent } from "../infra/collection-code-issuer/collection-code-issuer.ts";
import { type CodeDeps, type CodeInHand, openCode } from "./open-code.ts";
import { proveLastFour } from "./prove-last-four.ts";

export interface OnSiteGuesser {
  /** Hash of the camera code. All its holders share one counter of wrong guesses. */
  readonly cameraCode: string;
  readonly network: string;
}

interface OnSiteGuess extends CodeInHand, OnSiteGuesser {
  readonly text: string;
  readonly lastFour: string;
}

const guesserOf = ({
  codeHash,
  cameraCode,
  network,
}: OnSiteGuesser & Pick<CodeInHand, "codeHash">) => ({
  target: `${codeHash}:${cameraCode}`,
  by: network,
});

export const createOnSiteCodes = (
  deps: Pick<CodeDeps, "db" | "clock" | "issuer" | "searchHash" | "rateLimits">,
) => ({
  open: (text: string): Promise<CodeInHand | Refusal> => openCode(deps, text),
  attemptsLeft: (
    of: OnSiteGuesser & Pick<CodeInHand, "codeHash">,
  ): Promise<number | Refusal<"last-four-locked">> => guessesLeft(deps.rateLimits, guesserOf(of)),
  prove: ({ code, text, lastFour, ...of }: OnSiteGuess): Promise<CodeStudent | Refusal> =>
    proveLastFour(deps, {
      code: { ...code, text },
      guesser: guesserOf(of),
      schoolCode: code.schoolCode,
      lastFour,
    }),
});
