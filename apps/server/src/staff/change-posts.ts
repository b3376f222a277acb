/** Additional posts of a staff member: added and removed by operators, switched by the person. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import { inTransaction } from "../infra/db/database.ts";
import { sessions, staff, staffPosts } from "../infra/db/schema/index.ts";
import { newSessionToken, sessionTokenSha256 } from "../infra/session-token.ts";
import { notifyOfChange } from "./account-changes.ts";
import { type Member, placeRefusal, withMember } from "./change-staff.ts";
import type { StaffDeps } from "./deps.ts";
import { readMember } from "./list-staff.ts";
import { endSessions } from "./my-sessions.ts";
import { clashOf, heldPosts } from "./post-rules.ts";
import { placeOf } from "./posts.ts";
import { isWaitingAdded, noPendingChange, pendingChangeOf, refusalWhilePending } from "./second-operator.ts";
import { showStaff } from "./staff-rows.ts";

/**
 * Switches to another post of the same person. It opens a new session, so that signed URLs from the previous post
 * become invalid; it expires when the old one would have.
 */
export function switchPost(
  { db, clock, randomBytes, sealer }: StaffDeps,
  postId: string,
  call: Call,
): Promise<RouteAnswer<"switchPost"> | Refusal<"not-found" | "session-expired">> {
  const staffId = staffOf(call);
  return inTransaction(db, async (tx) => {
    // Locks the row, so that no operator removes the post in between.
    const [person] = await tx.select().from(staff).where(eq(staff.id, staffId)).for("update");
    if (!person) throw new Error("The staff member of a session is gone");
    const own = and(eq(staffPosts.id, postId), eq(staffPosts.staffId, staffId));
    const [other] = postId === staffId ? [] : await tx.select().from(staffPosts).where(own);
    if (postId !== staffId && !other) return refuse("not-found", {});
    const isThis = and(eq(sessions.tokenSha256, call.caller.tokenSha256 ?? ""), isNull(sessions.revokedAt));
    const [left] = await tx.update(sessions).set({ revokedAt: clock() }).where(isThis).returning();
    if (!left) return refuse("session-expired", {});
    const token = newSessionToken(randomBytes);
    const tokenSha256 = sessionTokenSha256(token);
    const { expiresAt, device } = left;
    const place = placeOf(other ?? person);
    const acts = { role: place.role, postId: other?.id ?? null };
    await tx.insert(sessions).values({ tokenSha256, staffId, ...acts, createdAt: clock(), expiresAt, device });
    await tx.update(staff).set({ lastPostId: acts.postId }).where(eq(staff.id, staffId));
    await appendAudit(tx, clock, auditActor(call), "post-switched", `staff:${staffId}`, { ...place });
    const account = await showStaff(tx, sealer, staffId, acts.postId);
    return { token, expiresAt: expiresAt.toISOString(), account };
  });
}

/** While the account waits for a second operator, its owner cannot sign in. */
export const addStaffPost = (
  deps: StaffDeps,
  staffId: string,
  query: ParsedInput<"addStaffPost">["body"],
  call: Call,
): Promise<Member | Refusal> =>
  withMember(deps, staffId, async (tx, previous) => {
    const place = placeOf(query);
    const me = staffOf(call);
    if (staffId === me) return refuse("staff-own-account", {});
    const refusal =
      refusalWhilePending(previous) ??
      (await placeRefusal(tx, place)) ??
      clashOf(place, [previous, ...(await heldPosts(tx, staffId))]);
    if (refusal) return refusal;
    const { clock, ids } = deps;
    const addedAt = clock();
    await tx.insert(staffPosts).values({ id: ids(), staffId, ...place, addedAt });
    await tx
      .update(staff)
      .set(pendingChangeOf("post-added", me, addedAt))
      .where(eq(staff.id, staffId));
    await endSessions(tx, clock, staffId);
    const member = await readMember(tx, deps, staffId);
    await notifyOfChange(tx, deps, call, staffId, "post-added");
    await appendAudit(tx, deps.clock, auditActor(call), "staff-post-added", `staff:${staffId}`, { ...place });
    return member;
  });

/**
 * When the primary post is removed, the oldest other one replaces it. Removing the unconfirmed post also ends the wait.
 */
export const removeStaffPost = (
  deps: StaffDeps,
  { staffId, postId }: ParsedInput<"removeStaffPost">["params"],
  call: Call,
): Promise<Member | Refusal> =>
  withMember(deps, staffId, async (tx, previous) => {
    if (staffId === staffOf(call)) return refuse("staff-own-account", {});
    const others = await heldPosts(tx, staffId);
    const isFirst = postId === staffId;
    const missing = isFirst ? others[0] : others.find(({ id }) => id === postId);
    if (!missing) return isFirst ? refuse("staff-last-post", {}) : refuse("not-found", {});
    const isWaiting = !isFirst && isWaitingAdded(previous, missing.addedAt);
    const another = isWaiting ? null : refusalWhilePending(previous);
    if (another) return another;
    const place = placeOf(isFirst ? previous : missing);
    const ended =
      (await endSessions(tx, deps.clock, staffId, eq(sessions.postId, missing.id))) +
      (isFirst ? await endSessions(tx, deps.clock, staffId, isNull(sessions.postId)) : 0);
    await tx.delete(staffPosts).where(eq(staffPosts.id, missing.id));
    if (isWaiting) await tx.update(staff).set(noPendingChange).where(eq(staff.id, staffId));
    if (isFirst) {
      await tx.update(staff).set(placeOf(missing)).where(eq(staff.id, staffId));
    }
    const member = await readMember(tx, deps, staffId);
    await notifyOfChange(tx, deps, call, staffId, "post-removed");
    await appendAudit(tx, deps.clock, auditActor(call), "staff-post-removed", `staff:${staffId}`, { ...place, ended });
    return member;
  });
