/** Helper session for one collection, opened on a site day: the phone gets it directly, without a link. */
import type { Caller } from "../core/call.ts";
import type { Transaction } from "../infra/db/database.ts";
import { helperLinks, sessions } from "../infra/db/schema/index.ts";
import { newSessionToken, sessionTokenSha256 } from "../infra/session-token.ts";
import type { LinkDeps } from "./helper-link.ts";

export interface OnSiteSession {
  readonly siteDayId: string;
  readonly collectionId: string;
  /** The student's account. */
  readonly accountId: string;
  readonly expiresAt: Date;
}

/**
 * Opens a session and returns its token. Sessions of a site day do not end each other, because an upload may still be
 * pending in the previous one.
 */
export async function openHelperOnSite(
  { clock, ids, randomBytes }: Omit<LinkDeps, "db">,
  tx: Transaction,
  { siteDayId, collectionId, accountId, expiresAt }: OnSiteSession,
): Promise<string> {
  const token = newSessionToken(randomBytes);
  const sessionSha256 = sessionTokenSha256(token);
  const createdAt = clock();
  await tx.insert(sessions).values({
    tokenSha256: sessionSha256,
    accountId,
    role: "helper" satisfies Caller["role"],
    createdAt,
    expiresAt,
  });
  await tx.insert(helperLinks).values({
    id: ids(),
    collectionId,
    siteDayId,
    // Token of a link that nobody receives.
    tokenSha256: sessionTokenSha256(newSessionToken(randomBytes)),
    createdAt,
    expiresAt,
    claimedAt: createdAt,
    sessionSha256,
    sessionExpiresAt: expiresAt,
  });
  return token;
}
