/** What an on-site day asks about a code: nobody is signed in, so the code's own tries are what is counted. */
import type { Refusal } from "../core/call.ts";
import { mayGuess } from "../core/last-four/tries.ts";
import type { CodeStudent } from "../infra/collection-code-issuer/collection-code-issuer.ts";
import type { SearchHash } from "../infra/sealing/search-hash.ts";
import type { CodeDeps } from "./deps.ts";
import { type CodeInHand, openCode } from "./open-code.ts";
import { proveLastFour } from "./prove-last-four.ts";

interface OnSiteGuess extends CodeInHand {
  readonly text: string;
  readonly lastFour: string;
}

export const codesOnSite = (deps: Pick<CodeDeps, "db" | "clock" | "issuer" | "searchHash">) => ({
  open: (text: string): Promise<CodeInHand | Refusal> => openCode(deps, text),
  attemptsLeft: (codeHash: SearchHash): Promise<number | Refusal<"last-four-locked">> =>
    mayGuess(deps.db, { codeHash, accountId: null }, deps.clock()),
  prove: ({ code, codeHash, text, lastFour }: OnSiteGuess): Promise<CodeStudent | Refusal> =>
    proveLastFour(deps, {
      code: { ...code, text },
      guesser: { codeHash, accountId: null },
      schoolCode: code.schoolCode,
      lastFour,
    }),
});
