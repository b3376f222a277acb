/** Finds the school's system to which an API key belongs. */
import { BlockList, isIPv6 } from "node:net";
import { and, eq, gt, isNotNull, isNull, or } from "drizzle-orm";
import type { Caller } from "../core/call.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { apiKeys } from "../infra/db/schema/index.ts";
import { sessionTokenSha256 } from "../infra/session-token.ts";

/** Minimum interval between two writes of the last use. */
const usedEveryMs = 60_000;

/** Returns `ended` for a key that is unknown, not confirmed, expired or revoked. */
export async function findSchoolSystem(
  { db, clock }: Pick<ServiceDeps, "db" | "clock">,
  token: string,
  address: string,
): Promise<Caller | "ended" | "other-network"> {
  const now = clock();
  const sha256 = sessionTokenSha256(token);
  const wherePrevious = and(eq(apiKeys.previousSha256, sha256), gt(apiKeys.previousUntil, now));
  const [key] = await db
    .select()
    .from(apiKeys)
    .where(
      and(
        or(eq(apiKeys.tokenSha256, sha256), wherePrevious),
        isNotNull(apiKeys.confirmedBy),
        isNull(apiKeys.revokedAt),
        gt(apiKeys.expiresAt, now),
      ),
    );
  if (!key) return "ended";
  if (!isWithin(address, key.networks)) return "other-network";
  const { id, schoolCode, scopes, projectIds, tokenSha256, lastUsedAt, tokenUsedAt } = key;
  const isFirstUse = sha256 === tokenSha256 && tokenUsedAt === null;
  if (isFirstUse || lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= usedEveryMs)
    await db
      .update(apiKeys)
      .set({ lastUsedAt: now, ...(isFirstUse && { tokenUsedAt: now }) })
      .where(and(eq(apiKeys.id, id), eq(apiKeys.tokenSha256, tokenSha256)));
  return {
    role: "school-system",
    accountId: null,
    staffId: null,
    schoolCode,
    department: null,
    province: null,
    postId: null,
    setUp: null,
    // Both tokens of a rotated key share its rate limits.
    tokenSha256,
    apiKey: { keyId: id, schoolCode, scopes, projectIds },
  };
}

/** An IPv4 address that is mapped to IPv6 matches IPv4 blocks. */
function isWithin(address: string, networks: readonly string[]): boolean {
  const blocks = new BlockList();
  for (const network of networks) {
    const [base = "", bits] = network.split("/");
    const family = isIPv6(base) ? "ipv6" : "ipv4";
    if (bits === undefined) blocks.addAddress(base, family);
    else blocks.addSubnet(base, Number(bits), family);
  }
  return blocks.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
