import type { RouteAnswer } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import { budgets } from "../core/limits.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { staff } from "../infra/db/schema/index.ts";
import { isShortWithout } from "./context-words.ts";
import type { StaffDeps } from "./deps.ts";
import { isCommonPassword } from "./known-passwords.ts";
import { endOtherSessions } from "./my-sessions.ts";
import { newTotpSecret, otpauthUri, stepOfCode } from "./one-time-code.ts";
import { hashPassword, isPassword } from "./passwords.ts";
import { issueRecoveryCodes } from "./recovery-codes.ts";
import { showStaff, staffPlaces } from "./staff-rows.ts";

type StaffRow = typeof staff.$inferSelect;

export async function changePassword(
  deps: StaffDeps,
  { password, newPassword }: { readonly password: string; readonly newPassword: string },
  call: Call,
): Promise<
  RouteAnswer<"changePassword"> | Refusal<"password-wrong" | "password-too-weak" | "password-known">
> {
  const person = await checkOwnPassword(deps, password, call);
  if (!person) return refuse("password-wrong", {});
  const namesThem = newPassword.toLowerCase().includes(person.username);
  const isShort = isShortWithout(deps.contextWords, newPassword);
  if (isShort || namesThem || newPassword === password) return refuse("password-too-weak", {});
  if (await isCommonPassword(newPassword)) return refuse("password-known", {});
  const passwordHash = await hashPassword(newPassword);
  return withPerson(deps, person, call, async (tx) => {
    await tx
      .update(staff)
      .set({ passwordHash, initialPasswordUntil: null })
      .where(eq(staff.id, person.id));
    const ended = await endOtherSessions(tx, deps.clock, call);
    const account = await showStaff(tx, deps.sealer, person.id, call.caller.postId);
    await appendAudit(
      tx,
      deps.clock,
      auditActor(call),
      "password-changed",
      `staff:${staffOf(call)}`,
      { ended },
    );
    return account;
  });
}

export async function startTotpEnrolment(
  deps: StaffDeps,
  password: string,
  call: Call,
): Promise<RouteAnswer<"startTotpEnrolment"> | Refusal<"password-wrong">> {
  const person = await checkOwnPassword(deps, password, call);
  if (!person) return refuse("password-wrong", {});
  const secret = newTotpSecret(deps.randomBytes);
  return withPerson(deps, person, call, async (tx) => {
    const totpPending = deps.sealer.seal(secret, staffPlaces.totpPending(person.id));
    await tx.update(staff).set({ totpPending }).where(eq(staff.id, person.id));
    await appendAudit(
      tx,
      deps.clock,
      auditActor(call),
      "totp-enrolment-started",
      `staff:${staffOf(call)}`,
    );
    return { otpauthUri: otpauthUri(secret, person.username), secret };
  });
}

export async function confirmTotpEnrolment(
  deps: StaffDeps,
  oneTimeCode: string,
  call: Call,
): Promise<
  | RouteAnswer<"confirmTotpEnrolment">
  | Refusal<"one-time-code-wrong">
  | Refusal<"totp-enrolment-not-started">
> {
  const { db, clock, sealer } = deps;
  const staffId = staffOf(call);
  return inTransaction(db, async (tx) => {
    const [person] = await tx.select().from(staff).where(eq(staff.id, staffId)).for("update");
    if (!person?.totpPending) return refuse("totp-enrolment-not-started", {});
    const secret = sealer.open(person.totpPending, staffPlaces.totpPending(staffId));
    const step = stepOfCode(secret, oneTimeCode, clock());
    if (step === null) return refuse("one-time-code-wrong", {});
    const totp = sealer.seal(secret, staffPlaces.totp(staffId));
    await tx
      .update(staff)
      .set({ totp, totpStep: step, totpPending: null })
      .where(eq(staff.id, staffId));
    // Guesses of the old secret do not count for the new one.
    await deps.rateLimits.forget(budgets.staffCode, staffId, tx);
    const recoveryCodes = await issueRecoveryCodes(tx, deps, staffId);
    const ended = await endOtherSessions(tx, clock, call);
    const account = await showStaff(tx, sealer, staffId, call.caller.postId);
    await appendAudit(tx, deps.clock, auditActor(call), "totp-enrolled", `staff:${staffOf(call)}`, {
      ended,
    });
    return { account, recoveryCodes };
  });
}

export async function renewRecoveryCodes(
  deps: StaffDeps,
  password: string,
  call: Call,
): Promise<RouteAnswer<"renewRecoveryCodes"> | Refusal<"password-wrong">> {
  const person = await checkOwnPassword(deps, password, call);
  if (!person) return refuse("password-wrong", {});
  return withPerson(deps, person, call, async (tx) => {
    const recoveryCodes = await issueRecoveryCodes(tx, deps, person.id);
    await appendAudit(
      tx,
      deps.clock,
      auditActor(call),
      "recovery-codes-renewed",
      `staff:${staffOf(call)}`,
    );
    return { recoveryCodes };
  });
}

/** Returns the caller's own row, or null for a wrong password, which is recorded. */
export async function checkOwnPassword(
  deps: StaffDeps,
  password: string,
  call: Call,
): Promise<StaffRow | null> {
  const [person] = await deps.db
    .select()
    .from(staff)
    .where(eq(staff.id, staffOf(call)));
  if (person && (await isPassword(person.passwordHash, password))) return person;
  await inTransaction(deps.db, (tx) =>
    appendAudit(tx, deps.clock, auditActor(call), "password-refused", `staff:${staffOf(call)}`),
  );
  return null;
}

/**
 * Runs the work with a person's row, in a transaction that locks it and verifies that the password is unchanged: a
 * concurrent reset wins.
 */
const withPerson = <Answer>(
  { db }: StaffDeps,
  { passwordHash }: StaffRow,
  call: Call,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Answer | Refusal<"password-wrong">> =>
  inTransaction(db, async (tx) => {
    const [now] = await tx
      .select()
      .from(staff)
      .where(eq(staff.id, staffOf(call)))
      .for("update");
    return now?.passwordHash === passwordHash ? work(tx) : refuse("password-wrong", {});
  });
