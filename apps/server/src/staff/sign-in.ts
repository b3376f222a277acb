/**
 * Password and one-time code become a session of twelve hours; a name nobody has is answered like a wrong password. Who
 * has not set up codes yet gets a session in which that alone can be done.
 */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type Refusal, refuse } from "../core/call.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { sessions, staff, staffPosts } from "../infra/db/schema/index.ts";
import { networkOf } from "../infra/network-of.ts";
import type { SearchHash } from "../infra/sealing/search-hash.ts";
import { newSessionToken, sessionTokenSha256 } from "../infra/session-token.ts";
import type { StaffDeps } from "./deps.ts";
import { stepOfCode } from "./one-time-code.ts";
import { isPassword } from "./passwords.ts";
import { takeRecoveryCode } from "./recovery-codes.ts";
import { showStaff, staffPlaces } from "./staff-rows.ts";
import { countTry, deleteTries, triesOfName } from "./tries.ts";

/** A working day. */
const sessionMs = 12 * 3_600_000;

export interface StaffSignIn {
  readonly username: string;
  readonly password: string;
  readonly oneTimeCode?: string | undefined;
  readonly recoveryCode?: string | undefined;
  /** The caller's network address. */
  readonly address: string;
  readonly device: string | null;
}

type SignInRefusal = Refusal<"staff-sign-in-refused" | "staff-unconfirmed"> | Refusal<"staff-sign-in-locked">;
type StaffRow = typeof staff.$inferSelect;

const locked = (until: Date) => refuse("staff-sign-in-locked", { lockedUntil: until.toISOString() });

export async function signInStaff(
  deps: StaffDeps,
  { username: typed, password, oneTimeCode, recoveryCode, address, device }: StaffSignIn,
): Promise<RouteAnswer<"staffSignIn"> | SignInRefusal> {
  const { db, clock, searchHash, rateLimit } = deps;
  const username = typed.toLowerCase();
  const usernameHash = searchHash("staff-username", username, networkOf(address));
  const [person = null] = await db.select().from(staff).where(eq(staff.username, username));
  const signingIn = { person, usernameHash, password, oneTimeCode, device };
  const tried = await inTransaction(db, (tx) => countTry(tx, usernameHash, clock()));
  if (tried.lockedUntil) return signInWhileLocked(deps, signingIn, tried.lockedUntil);
  const { retryAfterS } = await rateLimit(triesOfName, username);
  if (retryAfterS !== null) {
    return signInWhileLocked(deps, signingIn, new Date(clock().getTime() + retryAfterS * 1000));
  }

  const rightPassword = await isPassword(passwordHashOf(person, clock()), password);
  return inTransaction(db, async (tx) => {
    const factor = person && rightPassword && (await takeSecondFactor(tx, deps, person, { oneTimeCode, recoveryCode }));
    if (person && factor) {
      await deleteTries(tx, usernameHash);
      return openStaffSession(tx, deps, { person, factor, device });
    }
    await noteFailure(tx, deps, person, rightPassword ? "one-time-code" : "password");
    return tried.lastOne ? locked(tried.lastOne) : refuse("staff-sign-in-refused", {});
  });
}

interface SigningIn extends Pick<StaffSignIn, "password" | "oneTimeCode" | "device"> {
  readonly person: StaffRow | null;
  readonly usernameHash: SearchHash;
}

/**
 * Strangers' guesses keep nobody out: the right one-time code opens a lock for the right password. The code is taken
 * before the password is looked at, so that it lets one guess in; every failure is answered alike.
 */
async function signInWhileLocked(
  deps: StaffDeps,
  { person, usernameHash, password, oneTimeCode, device }: SigningIn,
  until: Date,
): Promise<RouteAnswer<"staffSignIn"> | SignInRefusal> {
  const { db, clock } = deps;
  const factor =
    person &&
    passwordHashOf(person, clock()) !== null &&
    (await inTransaction(db, (tx) => takeSecondFactor(tx, deps, person, { oneTimeCode, recoveryCode: undefined })));
  const isProven =
    factor === "one-time-code" && person && (await isPassword(passwordHashOf(person, clock()), password));
  return inTransaction(db, async (tx) => {
    const [now] = isProven ? await tx.select().from(staff).where(eq(staff.id, person.id)).for("update") : [];
    if (now && !now.disabledAt && now.passwordHash === person?.passwordHash) {
      await deleteTries(tx, usernameHash);
      return openStaffSession(tx, deps, { person: now, factor: "one-time-code", device });
    }
    await noteFailure(tx, deps, person, "locked");
    return locked(until);
  });
}

/** null where no password opens anything. */
function passwordHashOf(person: StaffRow | null, now: Date): string | null {
  if (!person || person.disabledAt) return null;
  return person.initialPasswordUntil && person.initialPasswordUntil <= now ? null : person.passwordHash;
}

type SecondFactor = "one-time-code" | "recovery-code" | "none-yet";

/** null when it does not fit, was taken before, or the person's access changed since the password was compared. */
export async function takeSecondFactor(
  tx: Transaction,
  deps: StaffDeps,
  { id: staffId, passwordHash }: StaffRow,
  { oneTimeCode, recoveryCode }: Pick<StaffSignIn, "oneTimeCode" | "recoveryCode">,
): Promise<SecondFactor | null> {
  const [now] = await tx.select().from(staff).where(eq(staff.id, staffId)).for("update");
  if (!now || now.disabledAt || now.passwordHash !== passwordHash) return null;
  if (now.totp === null) return "none-yet";
  if (recoveryCode !== undefined) {
    return (await takeRecoveryCode(tx, deps, staffId, recoveryCode)) ? "recovery-code" : null;
  }
  if (oneTimeCode === undefined) return null;
  const step = stepOfCode(deps.sealer.open(now.totp, staffPlaces.totp(staffId)), oneTimeCode, deps.clock());
  if (step === null || (now.totpStep !== null && step <= now.totpStep)) return null;
  await tx.update(staff).set({ totpStep: step }).where(eq(staff.id, staffId));
  return "one-time-code";
}

interface Proven {
  readonly person: StaffRow;
  readonly factor: SecondFactor;
  readonly device: string | null;
  /** Which took the place of the password. */
  readonly provider?: string;
}

export async function openStaffSession(
  tx: Transaction,
  deps: StaffDeps,
  { person, factor, device, provider }: Proven,
): Promise<RouteAnswer<"staffSignIn"> | Refusal<"staff-unconfirmed">> {
  const { clock, randomBytes, sealer } = deps;
  const { id: staffId } = person;
  const [now] = await tx.select().from(staff).where(eq(staff.id, staffId)).for("update");
  if (now?.unconfirmedBy !== null) {
    await noteFailure(tx, deps, person, "unconfirmed");
    return refuse("staff-unconfirmed", {});
  }
  const last = await postOf(tx, now);
  const { role } = last ?? now;
  const postId = last?.id ?? null;
  const token = newSessionToken(randomBytes);
  const createdAt = clock();
  const expiresAt = new Date(createdAt.getTime() + sessionMs);
  const tokenSha256 = sessionTokenSha256(token);
  await tx.insert(sessions).values({ tokenSha256, staffId, role, postId, createdAt, expiresAt, device });
  const account = await showStaff(tx, sealer, staffId, postId);
  const subject = `staff:${staffId}`;
  const details = { factor, ...(provider !== undefined && { provider }) };
  await appendAudit(tx, clock, { actor: `${role}:${staffId}`, action: "signed-in", subject, details });
  return { token, expiresAt: expiresAt.toISOString(), account };
}

/** The one they acted in last; undefined for the first one. */
async function postOf(tx: Transaction, { id, lastPostId }: StaffRow) {
  if (lastPostId === null) return undefined;
  const [found] = await tx
    .select()
    .from(staffPosts)
    .where(and(eq(staffPosts.id, lastPostId), eq(staffPosts.staffId, id)));
  return found;
}

/** Of a name nobody has, nothing is written down: people type passwords into the wrong field. */
export async function noteFailure(
  tx: Transaction,
  { clock }: StaffDeps,
  person: StaffRow | null,
  why: "locked" | "password" | "one-time-code" | "unconfirmed" | "identity",
): Promise<void> {
  const subject = person ? `staff:${person.id}` : "staff:unknown";
  const details = { why: person || why === "locked" ? why : "unknown" };
  await appendAudit(tx, clock, { actor: "anonymous", action: "staff-sign-in-failed", subject, details });
}
