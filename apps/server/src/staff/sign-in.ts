/**
 * Sign-in with password and one-time code, for a session of twelve hours. An unknown name gets the same response as a
 * wrong password. People without one-time codes get a session that only allows setting them up.
 */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { type Refusal, refuse } from "../core/call.ts";
import { budgets } from "../core/limits.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { sessions, staff, staffPosts } from "../infra/db/schema/index.ts";
import { newSessionToken, sessionTokenSha256 } from "../infra/session-token.ts";
import { notifyOfChange } from "./account-changes.ts";
import type { StaffDeps } from "./deps.ts";
import { type Browser, findBrowser, passwordGuesses, rememberBrowser } from "./known-browsers.ts";
import { stepOfCode } from "./one-time-code.ts";
import { isPassword } from "./passwords.ts";
import { takeRecoveryCode } from "./recovery-codes.ts";
import { showStaff, staffPlaces } from "./staff-rows.ts";

const anonymous = { role: "anonymous" } as const;

/** Length of a session, a working day. */
const sessionMs = 12 * 3_600_000;

export interface StaffSignIn extends Browser {
  readonly username: string;
  readonly password: string;
  readonly oneTimeCode?: string | undefined;
  readonly recoveryCode?: string | undefined;
  readonly device: string | null;
}

type Locked = Refusal<"staff-sign-in-locked">;
type SignInRefusal = Refusal<"staff-sign-in-refused" | "staff-unconfirmed"> | Locked;
type StaffRow = typeof staff.$inferSelect;

const lockedUntil = (until: Date): Locked =>
  refuse("staff-sign-in-locked", { lockedUntil: until.toISOString() });

export async function signInStaff(
  deps: StaffDeps,
  { username: typed, password, device, ...rest }: StaffSignIn,
): Promise<RouteAnswer<"staffSignIn"> | SignInRefusal> {
  const { db, clock } = deps;
  const username = typed.toLowerCase();
  const [person = null] = await db.select().from(staff).where(eq(staff.username, username));
  const browser = person && (await findBrowser(db, deps, person.id, rest));
  const guesses = passwordGuesses(deps, username, browser, rest);
  const waitS = await guesses.count();
  // Further guesses are not logged, so that a stranger cannot fill the audit log.
  if (waitS !== null) return lockedUntil(new Date(clock().getTime() + waitS * 1000));
  if (!(await isPassword(passwordHashOf(person, clock()), password)) || !person) {
    await inTransaction(db, (tx) => noteFailure(tx, deps, person, "password"));
    return refuse("staff-sign-in-refused", {});
  }
  await guesses.forget();
  return inTransaction(db, async (tx) => {
    const factor = await takeSecondFactor(tx, deps, person, rest);
    if (factor === null) return refuse("staff-sign-in-refused", {});
    return typeof factor === "string"
      ? openStaffSession(tx, deps, { ...rest, person, factor, device })
      : factor;
  });
}

/** Returns null when no password is valid. */
function passwordHashOf(person: StaffRow | null, now: Date): string | null {
  if (!person || person.disabledAt) return null;
  return person.initialPasswordUntil && person.initialPasswordUntil <= now
    ? null
    : person.passwordHash;
}

type SecondFactor = "one-time-code" | "recovery-code" | "none-yet";

/**
 * Checks the one-time code. Returns null when it is wrong or used, or the person's access changed since the password
 * was compared. Wrong codes count per account: after the last one, a recovery code is required and the person is
 * notified.
 */
export async function takeSecondFactor(
  tx: Transaction,
  deps: StaffDeps,
  person: StaffRow,
  {
    oneTimeCode,
    recoveryCode,
    ...browser
  }: Pick<StaffSignIn, "oneTimeCode" | "recoveryCode"> & Browser,
): Promise<SecondFactor | Locked | null> {
  const { id: staffId, passwordHash } = person;
  const [now] = await tx.select().from(staff).where(eq(staff.id, staffId)).for("update");
  const refused = async (): Promise<null> => {
    await noteFailure(tx, deps, person, "one-time-code");
    return null;
  };
  if (!now || now.disabledAt || now.passwordHash !== passwordHash) return refused();
  if (now.totp === null) return "none-yet";
  if (recoveryCode !== undefined) {
    return (await takeRecoveryCode(tx, deps, staffId, recoveryCode)) ? "recovery-code" : refused();
  }
  if (oneTimeCode === undefined) return refused();
  const guesser = (await findBrowser(tx, deps, staffId, browser)) ?? staffId;
  const { hits, endsAt } = await deps.rateLimits.left(budgets.staffCode, guesser, tx);
  if (hits === 0) {
    await noteFailure(tx, deps, person, "locked");
    return lockedUntil(endsAt);
  }
  const step = stepOfCode(
    deps.sealer.open(now.totp, staffPlaces.totp(staffId)),
    oneTimeCode,
    deps.clock(),
  );
  if (step === null) {
    await deps.rateLimits.spend(budgets.staffCode, guesser, tx);
    if (hits === 1)
      await notifyOfChange(tx, deps, { caller: anonymous }, staffId, "one-time-codes-wrong");
    return refused();
  }
  // A code that was valid before does not count as a guess.
  if (now.totpStep !== null && step <= now.totpStep) return refused();
  await tx.update(staff).set({ totpStep: step }).where(eq(staff.id, staffId));
  return "one-time-code";
}

interface Proven extends Browser {
  readonly person: StaffRow;
  readonly factor: SecondFactor;
  readonly device: string | null;
  /** Id of the identity provider that replaced the password. */
  readonly provider?: string;
}

export async function openStaffSession(
  tx: Transaction,
  deps: StaffDeps,
  { person, factor, device, provider, ...browser }: Proven,
): Promise<RouteAnswer<"staffSignIn"> | Refusal<"staff-unconfirmed">> {
  const { clock, randomBytes, sealer } = deps;
  const { id: staffId } = person;
  const [now] = await tx.select().from(staff).where(eq(staff.id, staffId)).for("update");
  if (now?.unconfirmedBy !== null) {
    await noteFailure(tx, deps, person, "unconfirmed");
    return refuse("staff-unconfirmed", {});
  }
  await rememberBrowser(tx, deps, staffId, browser);
  const last = await postOf(tx, now);
  const { role } = last ?? now;
  const postId = last?.id ?? null;
  const token = newSessionToken(randomBytes);
  const createdAt = clock();
  const expiresAt = new Date(createdAt.getTime() + sessionMs);
  const tokenSha256 = sessionTokenSha256(token);
  await tx
    .insert(sessions)
    .values({ tokenSha256, staffId, role, postId, createdAt, expiresAt, device });
  const account = await showStaff(tx, sealer, staffId, postId);
  const subject = `staff:${staffId}`;
  const details = { factor, ...(provider !== undefined && { provider }) };
  await appendAudit(tx, clock, `${role}:${staffId}`, "signed-in", subject, details);
  return { token, expiresAt: expiresAt.toISOString(), account };
}

/** Finds the post they acted in last; undefined for the primary one. */
async function postOf(tx: Transaction, { id, lastPostId }: StaffRow) {
  if (lastPostId === null) return undefined;
  const [row] = await tx
    .select()
    .from(staffPosts)
    .where(and(eq(staffPosts.id, lastPostId), eq(staffPosts.staffId, id)));
  return row;
}

/**
 * Records a failed sign-in. Records nothing for an unknown name, because people type passwords into the wrong field.
 */
export async function noteFailure(
  tx: Transaction,
  { clock }: StaffDeps,
  person: StaffRow | null,
  why: "locked" | "password" | "one-time-code" | "unconfirmed" | "identity",
): Promise<void> {
  const subject = person ? `staff:${person.id}` : "staff:unknown";
  const details = { why: person || why === "locked" ? why : "unknown" };
  await appendAudit(tx, clock, "anonymous", "staff-sign-in-failed", subject, details);
}
