/** Dependencies of the site days feature. Work of other features is passed in as functions. */
import type { Refusal } from "../core/call.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import type {
  CodeStudent,
  OpenedCode,
} from "../infra/collection-code-issuer/collection-code-issuer.ts";
import type { Transaction } from "../infra/db/database.ts";
import type { SearchHash } from "../infra/sealing/search-hash.ts";

export interface CodeInHand {
  readonly code: OpenedCode;
  readonly codeHash: SearchHash;
}

/** Guesser on site: the hash of the camera code, and the network of the phone. */
export interface OnSiteGuesser {
  readonly cameraCode: string;
  readonly network: string;
}

export interface SiteDayDeps
  extends Pick<
    ServiceDeps,
    "db" | "clock" | "ids" | "randomBytes" | "searchHash" | "rateLimits" | "publicUrl"
  > {
  readonly codes: {
    readonly open: (text: string) => Promise<CodeInHand | Refusal>;
    readonly attemptsLeft: (
      of: OnSiteGuesser & Pick<CodeInHand, "codeHash">,
    ) => Promise<number | Refusal>;
    /** Counts a guess of the last four characters, and returns the student of the code when it is right. */
    readonly prove: (
      guess: CodeInHand & OnSiteGuesser & { readonly text: string; readonly lastFour: string },
    ) => Promise<CodeStudent | Refusal>;
  };
  /** Opens a helper session for this one collection and returns its token. */
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
