/** What on-site days need; what another noun does for them comes in as functions. */
import type { Refusal } from "../core/call.ts";
import type { Clock } from "../infra/clock.ts";
import type { CodeStudent, OpenedCode } from "../infra/collection-code-issuer/collection-code-issuer.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import type { Ids } from "../infra/ids.ts";
import type { RateLimits } from "../infra/rate-limit.ts";
import type { HashForSearch, SearchHash } from "../infra/sealing/search-hash.ts";

export interface CodeInHand {
  readonly code: OpenedCode;
  readonly codeHash: SearchHash;
}

/** Who guesses on site: the hash of the camera code, and the network of the phone. */
export interface OnSite {
  readonly cameraCode: string;
  readonly network: string;
}

export interface SiteDayDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Unguessable bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly searchHash: HashForSearch;
  readonly rateLimits: RateLimits;
  /** Where the student app stands, without a slash behind it. */
  readonly publicUrl: string;
  readonly codes: {
    readonly open: (text: string) => Promise<CodeInHand | Refusal>;
    readonly attemptsLeft: (of: OnSite & Pick<CodeInHand, "codeHash">) => Promise<number | Refusal>;
    /** Counts the guess of the last four, and answers whom the code stands for. */
    readonly prove: (
      guess: CodeInHand & OnSite & { readonly text: string; readonly lastFour: string },
    ) => Promise<CodeStudent | Refusal>;
  };
  /** The token of a helper's session for this one collection. */
  readonly openHelper: (
    tx: Transaction,
    session: {
      readonly siteDayId: string;
      readonly collectionId: string;
      readonly accountId: string;
      readonly expiresAt: Date;
    },
  ) => Promise<string>;
}
