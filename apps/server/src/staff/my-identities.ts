import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import { acquireLock } from "../infra/db/advisory-locks.ts";
import { inTransaction } from "../infra/db/database.ts";
import { sessions, staff, staffIdentities } from "../infra/db/schema/index.ts";
import type { StaffDeps } from "./deps.ts";
import { beginLoginFlow, endLoginFlow, schoolsOf, vouchesFor } from "./login-flows.ts";
import { checkOwnPassword } from "./own-access.ts";

export async function listMyIdentities(
  { db, identityProviders }: StaffDeps,
  call: Call,
): Promise<RouteAnswer<"listMyIdentities">> {
  const rows = await db
    .select()
    .from(staffIdentities)
    .where(eq(staffIdentities.staffId, staffOf(call)));
  const boundAt = new Map(rows.map((row) => [row.providerId, row.boundAt.toISOString()]));
  const own = await schoolsOf(db, staffOf(call));
  const visible = [...identityProviders.values()].filter(
    (one) => vouchesFor(one, own) || boundAt.has(one.id),
  );
  return {
    identities: visible.map(({ id, name }) => ({
      providerId: id,
      name,
      boundAt: boundAt.get(id) ?? null,
    })),
  };
}

type BeginRefusal =
  | Refusal<"not-found" | "password-wrong">
  | Refusal<"identity-provider-unavailable">;

export async function beginIdentityBinding(
  deps: StaffDeps,
  { providerId, password }: { readonly providerId: string; readonly password: string },
  call: Call,
): Promise<RouteAnswer<"beginIdentityBinding"> | BeginRefusal> {
  const provider = deps.identityProviders.get(providerId);
  if (!provider || !vouchesFor(provider, await schoolsOf(deps.db, staffOf(call))))
    return refuse("not-found", {});
  if (!(await checkOwnPassword(deps, password, call))) return refuse("password-wrong", {});
  return beginLoginFlow(deps, provider, staffOf(call));
}

type FinishRefusal = Extract<Awaited<ReturnType<typeof endLoginFlow>>, Refusal>;

export async function finishIdentityBinding(
  deps: StaffDeps,
  returned: string,
  call: Call,
): Promise<RouteAnswer<"finishIdentityBinding"> | FinishRefusal | Refusal<"identity-taken">> {
  const staffId = staffOf(call);
  const back = await endLoginFlow(deps, returned);
  if (!("provider" in back)) return back;
  if (back.staffId !== staffId) return refuse("identity-login-ended", {});
  const { provider, subject } = back;
  const { id: providerId } = provider;
  const subjectHash = deps.searchHash("staff-identity", subject, providerId);
  return inTransaction(deps.db, async (tx) => {
    // An operator may have reset or disabled the account during the request to the provider.
    const whereThisSession = and(
      eq(sessions.tokenSha256, call.caller.tokenSha256 ?? ""),
      isNull(sessions.revokedAt),
    );
    await tx.select({ id: staff.id }).from(staff).where(eq(staff.id, staffId)).for("update");
    const [session] = await tx.select({ id: sessions.id }).from(sessions).where(whereThisSession);
    if (!session || !vouchesFor(provider, await schoolsOf(tx, staffId)))
      return refuse("identity-login-ended", {});
    await acquireLock(tx, `${providerId} ${subjectHash}`);
    const [taken] = await tx
      .select({ staffId: staffIdentities.staffId })
      .from(staffIdentities)
      .where(
        and(
          eq(staffIdentities.providerId, providerId),
          eq(staffIdentities.subjectHash, subjectHash),
        ),
      );
    if (taken && taken.staffId !== staffId) return refuse("identity-taken", {});
    const bound = { subjectHash, boundAt: deps.clock() };
    await tx
      .insert(staffIdentities)
      .values({ staffId, providerId, ...bound })
      .onConflictDoUpdate({
        target: [staffIdentities.staffId, staffIdentities.providerId],
        set: bound,
      });
    await appendAudit(
      tx,
      deps.clock,
      auditActor(call),
      "identity-bound",
      `staff:${staffOf(call)}`,
      {
        provider: providerId,
      },
    );
    return {};
  });
}

export const endIdentityBinding = (
  deps: StaffDeps,
  providerId: string,
  call: Call,
): Promise<RouteAnswer<"endIdentityBinding"> | Refusal<"not-found">> =>
  inTransaction(deps.db, async (tx) => {
    const whereOwn = and(
      eq(staffIdentities.providerId, providerId),
      eq(staffIdentities.staffId, staffOf(call)),
    );
    const ended = await tx
      .delete(staffIdentities)
      .where(whereOwn)
      .returning({ providerId: staffIdentities.providerId });
    if (ended.length === 0) return refuse("not-found", {});
    await appendAudit(
      tx,
      deps.clock,
      auditActor(call),
      "identity-unbound",
      `staff:${staffOf(call)}`,
      {
        provider: providerId,
      },
    );
    return {};
  });
