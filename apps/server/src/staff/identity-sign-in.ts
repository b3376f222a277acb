/** Sign-in by an identity provider, which replaces the password. The one-time code is still required. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { staff, staffIdentities } from "../infra/db/schema/index.ts";
import type { IdentityProvider } from "../infra/identity-provider/identity-provider.ts";
import type { StaffDeps } from "./deps.ts";
import type { Browser } from "./known-browsers.ts";
import {
  beginLoginFlow,
  endLoginFlow,
  issueTicket,
  schoolsOf,
  tryTicket,
  useTicket,
  vouchesFor,
} from "./login-flows.ts";
import { noteFailure, openStaffSession, takeSecondFactor } from "./sign-in.ts";

export const listIdentityProviders = ({
  identityProviders,
}: Pick<StaffDeps, "identityProviders">): RouteAnswer<"listIdentityProviders"> => ({
  providers: [...identityProviders.values()].map(({ id: providerId, name }) => ({
    providerId,
    name,
  })),
});

export async function beginIdentitySignIn(
  deps: StaffDeps,
  providerId: string,
): Promise<
  | RouteAnswer<"beginIdentitySignIn">
  | Refusal<"not-found">
  | Refusal<"identity-provider-unavailable">
> {
  const provider = deps.identityProviders.get(providerId);
  return provider ? beginLoginFlow(deps, provider, null) : refuse("not-found", {});
}

type FinishRefusal = Extract<Awaited<ReturnType<typeof endLoginFlow>>, Refusal>;

export async function finishIdentitySignIn(
  deps: StaffDeps,
  returned: string,
): Promise<RouteAnswer<"finishIdentitySignIn"> | FinishRefusal | Refusal<"identity-not-bound">> {
  const back = await endLoginFlow(deps, returned);
  if (!("provider" in back)) return back;
  if (back.staffId !== null) return refuse("identity-login-ended", {});
  const { id: providerId } = back.provider;
  return inTransaction(deps.db, async (tx) => {
    const subjectHash = deps.searchHash("staff-identity", back.subject, providerId);
    const whereThisIdentity = and(
      eq(staffIdentities.providerId, providerId),
      eq(staffIdentities.subjectHash, subjectHash),
    );
    const [bound] = await tx
      .select({ staffId: staffIdentities.staffId })
      .from(staffIdentities)
      .where(whereThisIdentity);
    if (!bound) return refuse("identity-not-bound", {});
    const person = await personOf(tx, back.provider, bound.staffId);
    if (!person) {
      const [person] = await tx.select().from(staff).where(eq(staff.id, bound.staffId));
      await noteFailure(tx, deps, person ?? null, "identity");
      return refuse("identity-not-bound", {});
    }
    const ticket = await issueTicket(tx, deps, { staffId: person.id, providerId });
    return { ticket, username: person.username };
  });
}

/** Finds the person who may sign in by this provider: bound to it, not disabled, and with posts only in its scope. */
async function personOf(tx: Transaction, provider: IdentityProvider | undefined, staffId: string) {
  const [row] = await tx
    .select({ person: staff })
    .from(staffIdentities)
    .innerJoin(staff, eq(staff.id, staffIdentities.staffId))
    .where(
      and(eq(staffIdentities.staffId, staffId), eq(staffIdentities.providerId, provider?.id ?? "")),
    )
    .for("update", { of: staff });
  if (!provider || !row || row.person.disabledAt) return null;
  return vouchesFor(provider, await schoolsOf(tx, staffId)) ? row.person : null;
}

export interface IdentitySignIn extends Browser {
  readonly ticket: string;
  readonly oneTimeCode?: string | undefined;
  readonly recoveryCode?: string | undefined;
  readonly device: string | null;
}

type SignInRefusal =
  | Refusal<"identity-login-ended" | "one-time-code-wrong" | "staff-unconfirmed">
  | Refusal<"staff-sign-in-locked">;

export async function signInByIdentity(
  deps: StaffDeps,
  { ticket, device, ...rest }: IdentitySignIn,
): Promise<RouteAnswer<"staffSignInByIdentity"> | SignInRefusal> {
  const { db, clock, identityProviders } = deps;
  const tried = await tryTicket(db, ticket, clock());
  if (!tried) return refuse("identity-login-ended", {});
  return inTransaction(db, async (tx) => {
    const person = await personOf(tx, identityProviders.get(tried.providerId), tried.staffId);
    if (!person) return refuse("identity-login-ended", {});
    const factor = await takeSecondFactor(tx, deps, person, rest);
    // With `none-yet`, an operator reset the second factor, so the person must first sign in with the initial password.
    if (factor === null || factor === "none-yet") return refuse("one-time-code-wrong", {});
    if (typeof factor !== "string") return factor;
    if (!(await useTicket(tx, tried.ticketSha256))) return refuse("identity-login-ended", {});
    return openStaffSession(tx, deps, {
      ...rest,
      person,
      factor,
      device,
      provider: tried.providerId,
    });
  });
}
