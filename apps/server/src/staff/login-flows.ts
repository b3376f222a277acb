/**
 * Login flows through identity providers: each state and each ticket is valid once, for a few minutes. A school's
 * provider is valid only for its own staff.
 */
import { and, eq, gt, lt, lte, sql } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { identityTickets, identityTrips, staff, staffPosts } from "../infra/db/schema/index.ts";
import type { IdentityProvider } from "../infra/identity-provider/identity-provider.ts";
import { newSessionToken, sessionTokenSha256 } from "../infra/session-token.ts";
import type { StaffDeps } from "./deps.ts";

/** Time to enter name and password at the provider. */
const loginFlowMs = 15 * 60_000;
const ticketMs = 5 * 60_000;
const triesAllowed = 5;

type Deps = Pick<
  StaffDeps,
  "db" | "clock" | "randomBytes" | "identityProviders" | "identityReturnUrl"
>;

interface LoginFlow {
  readonly url: string;
  readonly state: string;
}

/** Begins a login flow and returns its state. `staffId` is the person who binds the provider; null for a sign-in. */
export async function beginLoginFlow(
  { db, clock, randomBytes, identityReturnUrl: returnUrl }: Deps,
  provider: IdentityProvider,
  staffId: string | null,
): Promise<LoginFlow | Refusal<"identity-provider-unavailable">> {
  const state = newSessionToken(randomBytes);
  const page = await provider.begin({ state, returnUrl });
  if (!page.ok) return refuse("identity-provider-unavailable", {});
  const row = { stateSha256: sessionTokenSha256(state), providerId: provider.id, staffId };
  await db
    .insert(identityTrips)
    .values({ ...row, expiresAt: new Date(clock().getTime() + loginFlowMs) });
  return { url: page.url, state };
}

/** Result of a callback. `subject` is the provider's id of the person, `staffId` as at the start of the flow. */
interface Returned {
  readonly provider: IdentityProvider;
  readonly staffId: string | null;
  readonly subject: string;
}

/** Deletes the login flow of the callback's `state` parameter, so that each callback is accepted only once. */
export async function endLoginFlow(
  { db, clock, identityProviders, identityReturnUrl: returnUrl }: Deps,
  returned: string,
): Promise<
  | Returned
  | Refusal<"identity-login-ended">
  | Refusal<"identity-refused">
  | Refusal<"identity-provider-unavailable">
> {
  const query = new URLSearchParams(returned);
  const state = query.get("state") ?? "";
  const whereThisFlow = eq(identityTrips.stateSha256, sessionTokenSha256(state));
  const [loginFlow] = await db.delete(identityTrips).where(whereThisFlow).returning();
  const provider = loginFlow && identityProviders.get(loginFlow.providerId);
  if (!provider || loginFlow.expiresAt <= clock()) return refuse("identity-login-ended", {});
  const identity = await provider.finish({ state, returnUrl }, query);
  if (identity.ok) return { provider, staffId: loginFlow.staffId, subject: identity.subject };
  return refuse(
    identity.fault === "refused" ? "identity-refused" : "identity-provider-unavailable",
    {},
  );
}

export async function issueTicket(
  tx: Transaction,
  { clock, randomBytes }: Pick<StaffDeps, "clock" | "randomBytes">,
  row: { readonly staffId: string; readonly providerId: string },
): Promise<string> {
  const ticket = newSessionToken(randomBytes);
  const expiresAt = new Date(clock().getTime() + ticketMs);
  await tx
    .insert(identityTickets)
    .values({ ...row, ticketSha256: sessionTokenSha256(ticket), expiresAt });
  return ticket;
}

/** Counts the try before the code is checked. Returns null for an expired ticket. */
export async function tryTicket(db: Database, ticket: string, now: Date) {
  const [tried] = await db
    .update(identityTickets)
    .set({ tries: sql`${identityTickets.tries} + 1` })
    .where(
      and(
        eq(identityTickets.ticketSha256, sessionTokenSha256(ticket)),
        gt(identityTickets.expiresAt, now),
        lt(identityTickets.tries, triesAllowed),
      ),
    )
    .returning();
  return tried ?? null;
}

/** Uses up a ticket. Returns false when another call has used it. */
export async function useTicket(tx: Transaction, ticketSha256: string): Promise<boolean> {
  const used = await tx
    .delete(identityTickets)
    .where(eq(identityTickets.ticketSha256, ticketSha256))
    .returning({ staffId: identityTickets.staffId });
  return used.length > 0;
}

export async function deleteOldIdentityTrips(db: Database, now: Date): Promise<void> {
  await db.delete(identityTrips).where(lte(identityTrips.expiresAt, now));
  await db.delete(identityTickets).where(lte(identityTickets.expiresAt, now));
}

/** Returns the school of every post of the person, null for posts without one. */
export async function schoolsOf(
  from: Database | Transaction,
  staffId: string,
): Promise<readonly (string | null)[]> {
  const rows = await from
    .select({ first: staff.schoolCode, otherId: staffPosts.id, other: staffPosts.schoolCode })
    .from(staff)
    .leftJoin(staffPosts, eq(staffPosts.staffId, staff.id))
    .where(eq(staff.id, staffId));
  return rows.flatMap(({ first, otherId, other }) => (otherId === null ? [first] : [first, other]));
}

/**
 * Returns true if the provider may vouch for the person. People with a post at another school cannot sign in by a
 * school's provider.
 */
export const vouchesFor = (
  { schoolCode }: IdentityProvider,
  schools: readonly (string | null)[],
): boolean =>
  schoolCode === null || (schools.length > 0 && schools.every((school) => school === schoolCode));
