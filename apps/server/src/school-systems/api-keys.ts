/** API keys: a school administrator creates one, a second person confirms it. Tokens are shown once. */
import { type AuditAction, apiKeyPrefix } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { type AuditEntry, appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { apiKeys, projects, staff, staffPosts } from "../infra/db/schema/index.ts";
import { newSessionToken, sessionTokenSha256 } from "../infra/session-token.ts";
import { type ApiKeyRow, isActive, ofSchool } from "./list-api-keys.ts";

type KeyDeps = Pick<ServiceDeps, "db" | "clock" | "ids" | "randomBytes">;
type Changed = RouteAnswer<"confirmApiKey">;
type ShownOnce = RouteAnswer<"createApiKey">;

const dayMs = 86_400_000;
const hourMs = 3_600_000;

const newToken = ({ randomBytes }: Pick<KeyDeps, "randomBytes">): string =>
  `${apiKeyPrefix}${newSessionToken(randomBytes)}`;

const record = (
  tx: Transaction,
  { clock }: KeyDeps,
  action: Extract<AuditAction, `api-key-${string}`>,
  keyId: string,
  call: Call,
  details: AuditEntry["details"] = {},
): Promise<void> => appendAudit(tx, clock, auditActor(call), action, `api-key:${keyId}`, details);

export const createApiKey = (
  deps: KeyDeps,
  { name, scopes, projects: projectIds, networks, days }: ParsedInput<"createApiKey">["body"],
  call: Call,
): Promise<ShownOnce | Refusal<"not-found">> =>
  inTransaction(deps.db, async (tx) => {
    const { schoolCode } = call.caller;
    if (schoolCode === null) return refuse("not-found", {});
    const chosen = projectIds && [...new Set(projectIds)];
    const whereOwn = and(eq(projects.schoolCode, schoolCode), inArray(projects.id, chosen ?? []));
    if (chosen && (await tx.$count(projects, whereOwn)) < chosen.length)
      return refuse("not-found", {});
    const [keyId, token, createdAt] = [deps.ids(), newToken(deps), deps.clock()];
    const rights = { scopes: [...new Set(scopes)], networks: [...networks] };
    await tx.insert(apiKeys).values({
      ...{ id: keyId, schoolCode, name, ...rights, projectIds: chosen, createdAt },
      tokenSha256: sessionTokenSha256(token),
      createdBy: staffOf(call),
      expiresAt: new Date(createdAt.getTime() + days * dayMs),
    });
    await record(tx, deps, "api-key-created", keyId, call, { ...rights, projects: chosen, days });
    return { keyId, token };
  });

type Work<Answer> = (tx: Transaction, key: ApiKeyRow, now: Date) => Promise<Answer>;

/** Locks a key that the caller may change, and does the work. */
const withKey = <Answer>(deps: KeyDeps, keyId: string, call: Call, work: Work<Answer>) =>
  inTransaction(deps.db, async (tx): Promise<Answer | Refusal<"not-found">> => {
    const [key] = await tx
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.id, keyId), ofSchool(call)))
      .for("update");
    return key ? work(tx, key, deps.clock()) : refuse("not-found", {});
  });

export const confirmApiKey = (
  deps: KeyDeps,
  keyId: string,
  call: Call,
): Promise<
  Changed | Refusal<"not-found" | "api-key-not-waiting" | "api-key-own" | "api-key-creator-left">
> =>
  withKey(deps, keyId, call, async (tx, key, now) => {
    if (key.confirmedBy !== null || key.revokedAt !== null || key.expiresAt <= now)
      return refuse("api-key-not-waiting", {});
    if (key.createdBy === staffOf(call)) return refuse("api-key-own", {});
    if (!(await isAdministrator(tx, key))) return refuse("api-key-creator-left", {});
    await tx
      .update(apiKeys)
      .set({ confirmedBy: staffOf(call) })
      .where(eq(apiKeys.id, keyId));
    await record(tx, deps, "api-key-confirmed", keyId, call);
    return { keyId };
  });

/** Two persons must vouch for a key, so a creator who has left does not count. */
async function isAdministrator(
  tx: Transaction,
  { createdBy, schoolCode }: ApiKeyRow,
): Promise<boolean> {
  const whereAdministrator = or(
    and(eq(staff.role, "school-admin"), eq(staff.schoolCode, schoolCode)),
    sql`exists (select from ${staffPosts} where ${staffPosts.staffId} = ${staff.id}
      and ${staffPosts.role} = 'school-admin' and ${staffPosts.schoolCode} = ${schoolCode})`,
  );
  return (
    (await tx.$count(
      staff,
      and(eq(staff.id, createdBy), isNull(staff.disabledAt), whereAdministrator),
    )) > 0
  );
}

export const rotateApiKey = (
  deps: KeyDeps,
  keyId: string,
  { overlapHours }: ParsedInput<"rotateApiKey">["body"],
  call: Call,
): Promise<ShownOnce | Refusal<"not-found" | "api-key-not-active">> =>
  withKey(deps, keyId, call, async (tx, key, now) => {
    if (!isActive(key, now)) return refuse("api-key-not-active", {});
    const token = newToken(deps);
    const previousUntil = new Date(now.getTime() + overlapHours * hourMs);
    // An unused new token may be lost, and the system still reads with the previous one.
    const isUnused =
      key.tokenUsedAt === null && key.previousUntil !== null && key.previousUntil > now;
    const previousSha256 = isUnused ? key.previousSha256 : key.tokenSha256;
    const tokens = {
      tokenSha256: sessionTokenSha256(token),
      tokenUsedAt: null,
      previousSha256,
      previousUntil,
    };
    await tx.update(apiKeys).set(tokens).where(eq(apiKeys.id, keyId));
    await record(tx, deps, "api-key-rotated", keyId, call, { overlapHours });
    return { keyId, token };
  });

/** A repeated revocation has no effect. */
export const revokeApiKey = (
  deps: KeyDeps,
  keyId: string,
  call: Call,
): Promise<Changed | Refusal<"not-found">> =>
  withKey(deps, keyId, call, async (tx, key, revokedAt) => {
    if (key.revokedAt === null) {
      await tx.update(apiKeys).set({ revokedAt }).where(eq(apiKeys.id, keyId));
      await record(tx, deps, "api-key-revoked", keyId, call);
    }
    return { keyId };
  });
