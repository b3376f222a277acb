import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import { acquireLock } from "../infra/db/advisory-locks.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { schools, staff, staffIdentities, staffRecoveryCodes } from "../infra/db/schema/index.ts";
import { notifyOfChange } from "./account-changes.ts";
import { addStaff } from "./add-staff.ts";
import type { StaffDeps } from "./deps.ts";
import { readMember, whereVisibleTo } from "./list-staff.ts";
import { endSessions } from "./my-sessions.ts";
import { type InitialAccess, initialAccess } from "./passwords.ts";
import { clashOf, heldPosts } from "./post-rules.ts";
import { type PostPlace, placeOf } from "./posts.ts";
import {
  noPendingChange,
  pendingChangeOf,
  refusalToConfirm,
  refusalWhilePending,
  waitingPost,
} from "./second-operator.ts";
import { staffPlaces } from "./staff-rows.ts";

export type Member = RouteAnswer<"readStaffMember">;
type PlaceRefusal = Refusal<
  | "school-not-found"
  | "staff-school-unfitting"
  | "staff-department-unfitting"
  | "staff-province-unfitting"
>;

type NewMember = ParsedInput<"createStaff">["body"];
type AddDeps = Pick<StaffDeps, "clock" | "ids" | "sealer">;
type MadeMember = RouteAnswer<"createStaff">;

export async function createStaff(
  deps: StaffDeps,
  member: NewMember,
  call: Call,
): Promise<MadeMember | Refusal<"username-taken"> | PlaceRefusal> {
  const own = call.caller.schoolCode;
  const isOwnDepartment = member.role === "department-admin" && member.schoolCode === own;
  if (own !== null && !isOwnDepartment) return refuse("staff-school-unfitting", {});
  const access = await initialAccess(deps);
  return inTransaction(deps.db, async (tx) => {
    await acquireNewStaffLock(tx);
    return addMember(tx, deps, member, access, call);
  });
}

/** Makes the creations of accounts run one after the other, so that an import's plan remains valid. */
export const acquireNewStaffLock = (tx: Transaction): Promise<void> => acquireLock(tx, "new-staff");

export async function addMember(
  tx: Transaction,
  deps: AddDeps,
  { username, name, ...query }: NewMember,
  access: InitialAccess,
  call: Call,
): Promise<MadeMember | Refusal<"username-taken"> | PlaceRefusal> {
  const place = placeOf(query);
  const waits = pendingChangeOf("created", staffOf(call), deps.clock());
  const unfitting = await placeRefusal(tx, place);
  if (unfitting) return unfitting;
  const id = await addStaff(tx, deps, { username, name, ...place, access, waits });
  if (id === null) return refuse("username-taken", {});
  const member = await readMember(tx, deps, id);
  await notifyOfChange(tx, deps, call, id, "created");
  await appendAudit(tx, deps.clock, auditActor(call), "staff-created", `staff:${id}`, { ...place });
  return { member, initialPassword: access.initialPassword };
}

export const changeStaff = (
  deps: StaffDeps,
  staffId: string,
  { name, ...query }: ParsedInput<"changeStaff">["body"],
  call: Call,
): Promise<Member | Refusal> =>
  withMember(deps, staffId, async (tx, previous) => {
    const me = staffOf(call);
    const [place, was] = [placeOf(query), placeOf(previous)];
    const isOther =
      place.role !== was.role ||
      place.schoolCode !== was.schoolCode ||
      place.department !== was.department ||
      place.province !== was.province;
    if (isOther && staffId === me) return refuse("staff-own-account", {});
    const another = refusalWhilePending(previous);
    if (another) return another;
    const others = await heldPosts(tx, staffId);
    const unfitting = (await placeRefusal(tx, place)) ?? clashOf(place, others);
    if (unfitting) return unfitting;
    const sealedName = deps.sealer.seal(name, staffPlaces.name(staffId));
    const waits = isOther ? pendingChangeOf("changed", me, deps.clock()) : null;
    await tx
      .update(staff)
      .set({ name: sealedName, ...place, ...waits })
      .where(eq(staff.id, staffId));
    // Closes the sessions of the old role. Their signed URLs of pictures and files become invalid with them.
    if (isOther) await endSessions(tx, deps.clock, staffId);
    const member = await readMember(tx, deps, staffId);
    const isRenamed = name !== deps.sealer.open(previous.name, staffPlaces.name(staffId));
    if (isOther) await notifyOfChange(tx, deps, call, staffId, "changed");
    else if (isRenamed && staffId !== me) await notifyOfChange(tx, deps, call, staffId, "renamed");
    await appendAudit(tx, deps.clock, auditActor(call), "staff-changed", `staff:${staffId}`, {
      ...place,
      was: { ...was },
    });
    return member;
  });

export const disableStaff = (
  deps: StaffDeps,
  staffId: string,
  call: Call,
): Promise<Member | Refusal> =>
  withMember(deps, staffId, async (tx, previous) => {
    if (staffId === staffOf(call)) return refuse("staff-own-account", {});
    const [visible] = await tx
      .select({ id: staff.id })
      .from(staff)
      .where(and(eq(staff.id, staffId), whereVisibleTo(call)));
    if (!visible) return refuse("not-found", {});
    const disabledAt = previous.disabledAt ?? deps.clock();
    await tx.update(staff).set({ disabledAt }).where(eq(staff.id, staffId));
    const ended = await endSessions(tx, deps.clock, staffId);
    const member = await readMember(tx, deps, staffId);
    await notifyOfChange(tx, deps, call, staffId, "disabled");
    await appendAudit(tx, deps.clock, auditActor(call), "staff-disabled", `staff:${staffId}`, {
      ended,
    });
    return member;
  });

export const enableStaff = (
  deps: StaffDeps,
  staffId: string,
  call: Call,
): Promise<Member | Refusal> =>
  withMember(deps, staffId, async (tx, previous) => {
    if (previous.disabledAt === null) return readMember(tx, deps, staffId);
    const another = refusalWhilePending(previous);
    if (another) return another;
    const waits = pendingChangeOf("enabled", staffOf(call), deps.clock());
    await tx
      .update(staff)
      .set({ disabledAt: null, ...waits })
      .where(eq(staff.id, staffId));
    const member = await readMember(tx, deps, staffId);
    await notifyOfChange(tx, deps, call, staffId, "enabled");
    await appendAudit(tx, deps.clock, auditActor(call), "staff-enabled", `staff:${staffId}`);
    return member;
  });

/** Confirms a change. Requires a person other than the operator who made the change and the account's owner. */
export const confirmStaff = (
  deps: StaffDeps,
  staffId: string,
  { seenAt }: ParsedInput<"confirmStaff">["body"],
  call: Call,
): Promise<Member | Refusal> =>
  withMember(deps, staffId, async (tx, previous) => {
    const refusal = refusalToConfirm(previous, staffOf(call), seenAt);
    if (refusal) return refusal;
    const place = placeOf(waitingPost(previous, await heldPosts(tx, staffId)));
    await tx.update(staff).set(noPendingChange).where(eq(staff.id, staffId));
    const member = await readMember(tx, deps, staffId);
    await notifyOfChange(tx, deps, call, staffId, "confirmed");
    await appendAudit(tx, deps.clock, auditActor(call), "staff-confirmed", `staff:${staffId}`, {
      ...place,
    });
    return member;
  });

/**
 * Resets the access of a staff member, always password and bindings together, so that their previous holder cannot set
 * up the new codes.
 */
export async function resetStaffAccess(
  deps: StaffDeps,
  staffId: string,
  { reset }: ParsedInput<"resetStaffAccess">["body"],
  call: Call,
): Promise<RouteAnswer<"resetStaffAccess"> | Refusal> {
  if (staffId === staffOf(call)) return refuse("staff-own-account", {});
  const totp = reset === "password-and-totp";
  const access = await initialAccess(deps);
  return withMember(deps, staffId, async (tx, previous) => {
    const another = refusalWhilePending(previous);
    if (another) return another;
    const waits = pendingChangeOf("access-reset", staffOf(call), deps.clock());
    const withoutTotp = totp ? { totp: null, totpStep: null } : {};
    await tx
      .update(staff)
      .set({ ...access.columns, ...withoutTotp, totpPending: null, ...waits })
      .where(eq(staff.id, staffId));
    if (totp) await tx.delete(staffRecoveryCodes).where(eq(staffRecoveryCodes.staffId, staffId));
    await tx.delete(staffIdentities).where(eq(staffIdentities.staffId, staffId));
    const ended = await endSessions(tx, deps.clock, staffId);
    const member = await readMember(tx, deps, staffId);
    await notifyOfChange(tx, deps, call, staffId, "access-reset");
    await appendAudit(tx, deps.clock, auditActor(call), "staff-access-reset", `staff:${staffId}`, {
      totp,
      ended,
    });
    return { member, initialPassword: access.initialPassword };
  });
}

export const endStaffSessions = (
  deps: StaffDeps,
  staffId: string,
  call: Call,
): Promise<RouteAnswer<"endStaffSessions"> | Refusal> =>
  withMember(deps, staffId, async (tx) => {
    const ended = await endSessions(tx, deps.clock, staffId);
    if (staffId !== staffOf(call)) await notifyOfChange(tx, deps, call, staffId, "sessions-ended");
    await appendAudit(tx, deps.clock, auditActor(call), "sessions-ended", `staff:${staffId}`, {
      ended,
    });
    return { ended };
  });

const isOfSchool = (role: PostPlace["role"]): boolean =>
  role === "school-admin" || role === "department-admin";

/** Returns null when role and place fit together. */
export async function placeRefusal(
  tx: Transaction,
  { role, schoolCode, department, province }: PostPlace,
): Promise<PlaceRefusal | null> {
  if ((role === "province-admin") !== (province !== null))
    return refuse("staff-province-unfitting", {});
  if ((role === "department-admin") !== (department !== null))
    return refuse("staff-department-unfitting", {});
  if (isOfSchool(role) !== (schoolCode !== null)) return refuse("staff-school-unfitting", {});
  if (schoolCode === null) return null;
  const [school] = await tx
    .select({ code: schools.code })
    .from(schools)
    .where(eq(schools.code, schoolCode));
  return school ? null : refuse("school-not-found", {});
}

/** Runs the work with a person's row, locked until the end of the transaction. */
export async function withMember<Answer>(
  { db }: StaffDeps,
  staffId: string,
  work: (tx: Transaction, previous: typeof staff.$inferSelect) => Promise<Answer>,
): Promise<Answer | Refusal<"not-found">> {
  return inTransaction(db, async (tx) => {
    const [previous] = await tx.select().from(staff).where(eq(staff.id, staffId)).for("update");
    return previous ? work(tx, previous) : refuse("not-found", {});
  });
}
