/** An identity provider's word takes the place of the password; the one-time code is asked for all the same. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import { inTransaction } from "../infra/db/database.ts";
import { staff, staffIdentities } from "../infra/db/schema/index.ts";
import type { StaffDeps } from "./deps.ts";
import { schoolsOf, vouchesFor } from "./identity-scope.ts";
import { beginTrip, endTrip, issueTicket, tryTicket, useTicket } from "./identity-trips.ts";
import { openStaffSession, takeSecondFactor } from "./sign-in.ts";
import { triesOfName } from "./tries.ts";

export const listIdentityProviders = ({
  identityProviders,
}: Pick<StaffDeps, "identityProviders">): RouteAnswer<"listIdentityProviders"> => ({
  providers: [...identityProviders.values()].map(({ id: providerId, name }) => ({ providerId, name })),
});

export async function beginIdentitySignIn(
  deps: StaffDeps,
  providerId: string,
): Promise<RouteAnswer<"beginIdentitySignIn"> | Refusal<"not-found"> | Refusal<"identity-provider-unavailable">> {
  const provider = deps.identityProviders.get(providerId);
  return provider ? beginTrip(deps, provider, null) : refuse("not-found", {});
}

type FinishRefusal = Extract<Awaited<ReturnType<typeof endTrip>>, Refusal>;

export async function finishIdentitySignIn(
  deps: StaffDeps,
  returned: string,
): Promise<RouteAnswer<"finishIdentitySignIn"> | FinishRefusal | Refusal<"identity-not-bound">> {
  const back = await endTrip(deps, returned);
  if (!("provider" in back)) return back;
  if (back.staffId !== null) return refuse("identity-trip-over", {});
  const { id: providerId } = back.provider;
  return inTransaction(deps.db, async (tx) => {
    const [person] = await tx
      .select({ staffId: staff.id, username: staff.username, disabledAt: staff.disabledAt })
      .from(staffIdentities)
      .innerJoin(staff, eq(staff.id, staffIdentities.staffId))
      .where(
        and(
          eq(staffIdentities.providerId, providerId),
          eq(staffIdentities.subjectHash, deps.searchHash("staff-identity", back.subject, providerId)),
        ),
      );
    const isVouchedFor = person && vouchesFor(back.provider, await schoolsOf(tx, person.staffId));
    if (!isVouchedFor || person.disabledAt) return refuse("identity-not-bound", {});
    return { ticket: await issueTicket(tx, deps, { staffId: person.staffId, providerId }), username: person.username };
  });
}

export interface IdentitySignIn {
  readonly ticket: string;
  readonly oneTimeCode?: string | undefined;
  readonly recoveryCode?: string | undefined;
  readonly device: string | null;
}

type SignInRefusal =
  | Refusal<"identity-trip-over" | "one-time-code-wrong" | "staff-unconfirmed">
  | Refusal<"staff-sign-in-locked">;

export async function signInByIdentity(
  deps: StaffDeps,
  { ticket, device, ...codes }: IdentitySignIn,
): Promise<RouteAnswer<"staffSignInByIdentity"> | SignInRefusal> {
  const { db, clock, rateLimit } = deps;
  const tried = await tryTicket(db, ticket, clock());
  if (!tried) return refuse("identity-trip-over", {});
  const [person] = await db.select().from(staff).where(eq(staff.id, tried.staffId));
  if (!person) return refuse("identity-trip-over", {});
  const { retryAfterS } = await rateLimit(triesOfName, person.username);
  if (retryAfterS !== null) {
    return refuse("staff-sign-in-locked", {
      lockedUntil: new Date(clock().getTime() + retryAfterS * 1000).toISOString(),
    });
  }
  return inTransaction(db, async (tx) => {
    const factor = await takeSecondFactor(tx, deps, person, {
      oneTimeCode: undefined,
      recoveryCode: undefined,
      ...codes,
    });
    // Whose codes were taken away by an operator begins anew with the initial password.
    if (factor === null || factor === "none-yet") return refuse("one-time-code-wrong", {});
    if (!(await useTicket(tx, tried.ticketSha256))) return refuse("identity-trip-over", {});
    return openStaffSession(tx, deps, { person, factor, device, provider: tried.providerId });
  });
}
