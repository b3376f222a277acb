/** Password and one-time code become a session of twelve hours; a name nobody has is answered like a wrong password. */
import type { RouteAnswer } from "@gradphoto/contract/routes";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { type Refusal, refuse } from "../../infra/call.ts";
import { inTransaction, type Transaction } from "../../infra/db/database.ts";
import { sessions, staff } from "../../infra/db/schema/index.ts";
import type { SearchHash } from "../../infra/sealing/search-hash.ts";
import { newSessionToken, sessionTokenSha256 } from "../../infra/session-token.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { StaffNeeds } from "./needs.ts";
import { stepOfCode } from "./one-time-code.ts";
import { isPassword } from "./passwords.ts";
import { showStaff, staffPlaces } from "./staff-rows.ts";
import { countTry, forgetTries, triesOfName } from "./tries.ts";

/** A working day. */
const sessionMs = 12 * 3_600_000;

export interface StaffSignIn {
  readonly username: string;
  readonly password: string;
  readonly oneTimeCode: string;
  /** The caller's network address. */
  readonly address: string;
}

type SignInRefusal = Refusal<"staff-sign-in-refused"> | Refusal<"staff-sign-in-locked">;
type StaffRow = typeof staff.$inferSelect;

const locked = (until: Date) => refuse("staff-sign-in-locked", { lockedUntil: until.toISOString() });

export async function signInStaff(
  needs: StaffNeeds,
  { username: typed, password, oneTimeCode, address }: StaffSignIn,
): Promise<RouteAnswer<"staffSignIn"> | SignInRefusal> {
  const { db, clock, sealer, searchHash, rateLimit } = needs;
  const username = typed.toLowerCase();
  const usernameHash = searchHash("staff-username", username, address);
  const [person = null] = await db.select().from(staff).where(eq(staff.username, username));
  const tried = await inTransaction(db, async (tx) => {
    const counted = await countTry(tx, usernameHash, clock());
    if (counted.lockedUntil) await noteFailure(tx, needs, person, "locked");
    return counted;
  });
  if (tried.lockedUntil) return locked(tried.lockedUntil);
  const { retryAfterS } = await rateLimit(triesOfName, username);
  if (retryAfterS !== null) {
    await inTransaction(db, (tx) => noteFailure(tx, needs, person, "locked"));
    return locked(new Date(clock().getTime() + retryAfterS * 1000));
  }

  const rightPassword = await isPassword(person?.passwordHash ?? null, password);
  const secret = person?.totp ? sealer.open(person.totp, staffPlaces.totp(person.id)) : null;
  const step = secret === null ? null : stepOfCode(secret, oneTimeCode, clock());
  return inTransaction(db, async (tx) => {
    if (person && rightPassword && step !== null && (await takeStep(tx, person.id, step)))
      return openStaffSession(tx, needs, person, usernameHash);
    await noteFailure(tx, needs, person, rightPassword ? "one-time-code" : "password");
    return tried.lastOne ? locked(tried.lastOne) : refuse("staff-sign-in-refused", {});
  });
}

/** False when this code, or a later one, was taken before. */
async function takeStep(tx: Transaction, staffId: string, step: number): Promise<boolean> {
  const isNewer = or(isNull(staff.totpStep), lt(staff.totpStep, step));
  const taken = await tx
    .update(staff)
    .set({ totpStep: step })
    .where(and(eq(staff.id, staffId), isNewer))
    .returning({ id: staff.id });
  return taken.length > 0;
}

async function openStaffSession(
  tx: Transaction,
  { clock, randomBytes, sealer }: StaffNeeds,
  { id: staffId, role }: StaffRow,
  usernameHash: SearchHash,
): Promise<RouteAnswer<"staffSignIn">> {
  await forgetTries(tx, usernameHash);
  const token = newSessionToken(randomBytes);
  const createdAt = clock();
  const expiresAt = new Date(createdAt.getTime() + sessionMs);
  await tx.insert(sessions).values({ tokenSha256: sessionTokenSha256(token), staffId, role, createdAt, expiresAt });
  const account = await showStaff(tx, sealer, staffId);
  const subject = `staff:${staffId}`;
  await appendAudit(tx, clock, { actor: `${role}:${staffId}`, action: "signed-in", subject, details: {} });
  return { token, expiresAt: expiresAt.toISOString(), account };
}

/** Of a name nobody has, nothing is written down: people type passwords into the wrong field. */
async function noteFailure(
  tx: Transaction,
  { clock }: StaffNeeds,
  person: StaffRow | null,
  why: "locked" | "password" | "one-time-code",
): Promise<void> {
  const subject = person ? `staff:${person.id}` : "staff:unknown";
  const details = { why: person || why === "locked" ? why : "unknown" };
  await appendAudit(tx, clock, { actor: "anonymous", action: "staff-sign-in-failed", subject, details });
}
