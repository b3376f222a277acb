/** Additional posts of a staff member: operators add and remove them, and the person switches between them. */
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
import {
  isWaitingAdded,
  noPendingChange,
  pendingChangeOf,
  refusalWhilePending,
} from "./second-operator.ts";
import { showStaff } from "./staff-rows.ts";

/**
 * Switches to another post of the same person. It opens a new session, so that signed URLs from the previous post
 * become invalid. The new session expires when the old one would have.
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
    if (!person) throw new Error("The staff member of a session does not exist");
    const whereOwnPost = and(eq(staffPosts.id, postId), eq(staffPosts.staffId, staffId));
    const [targetPost] =
      postId === staffId ? [] : await tx.select().from(staffPosts).where(whereOwnPost);
    if (postId !== staffId && !targetPost) return refuse("not-found", {});
    const whereThisSession = and(
      eq(sessions.tokenSha256, call.caller.tokenSha256 ?? ""),
      isNull(sessions.revokedAt),
    );
    const [previousSession] = await tx
      .update(sessions)
      .set({ revokedAt: clock() })
      .where(whereThisSession)
      .returning();
    if (!previousSession) return refuse("session-expired", {});
    const token = newSessionToken(randomBytes);
    const tokenSha256 = sessionTokenSha256(token);
    const { expiresAt, device } = previousSession;
    const place = placeOf(targetPost ?? person);
    const currentPost = { role: place.role, postId: targetPost?.id ?? null };
    await tx
      .insert(sessions)
      .values({ tokenSha256, staffId, ...currentPost, createdAt: clock(), expiresAt, device });
    await tx.update(staff).set({ lastPostId: currentPost.postId }).where(eq(staff.id, staffId));
    await appendAudit(tx, clock, auditActor(call), "post-switched", `staff:${staffId}`, {
      ...place,
    });
    const account = await showStaff(tx, sealer, staffId, currentPost.postId);
    return { token, expiresAt: expiresAt.toISOString(), account };
  });
}

/** Adds a post to another person's account. Until a second operator confirms it, the owner cannot sign in. */
export const addStaffPost = (
  deps: StaffDeps,
  staffId: string,
  body: ParsedInput<"addStaffPost">["body"],
  call: Call,
): Promise<Member | Refusal> =>
  withMember(deps, staffId, async (tx, previous) => {
    const place = placeOf(body);
    const operatorId = staffOf(call);
    if (staffId === operatorId) return refuse("staff-own-account", {});
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
      .set(pendingChangeOf("post-added", operatorId, addedAt))
      .where(eq(staff.id, staffId));
    await endSessions(tx, clock, staffId);
    const member = await readMember(tx, deps, staffId);
    await notifyOfChange(tx, deps, call, staffId, "post-added");
    await appendAudit(tx, deps.clock, auditActor(call), "staff-post-added", `staff:${staffId}`, {
      ...place,
    });
    return member;
  });

/**
 * Removes a post and ends its sessions. The oldest other post replaces a removed primary one. Removing the unconfirmed
 * post also ends the wait.
 */
export const removeStaffPost = (
  deps: StaffDeps,
  { staffId, postId }: ParsedInput<"removeStaffPost">["params"],
  call: Call,
): Promise<Member | Refusal> =>
  withMember(deps, staffId, async (tx, previous) => {
    if (staffId === staffOf(call)) return refuse("staff-own-account", {});
    const otherPosts = await heldPosts(tx, staffId);
    const isPrimary = postId === staffId;
    const deletedPost = isPrimary ? otherPosts[0] : otherPosts.find(({ id }) => id === postId);
    if (!deletedPost) return isPrimary ? refuse("staff-last-post", {}) : refuse("not-found", {});
    const isWaiting = !isPrimary && isWaitingAdded(previous, deletedPost.addedAt);
    const pendingRefusal = isWaiting ? null : refusalWhilePending(previous);
    if (pendingRefusal) return pendingRefusal;
    const place = placeOf(isPrimary ? previous : deletedPost);
    const endedSessions =
      (await endSessions(tx, deps.clock, staffId, eq(sessions.postId, deletedPost.id))) +
      (isPrimary ? await endSessions(tx, deps.clock, staffId, isNull(sessions.postId)) : 0);
    await tx.delete(staffPosts).where(eq(staffPosts.id, deletedPost.id));
    if (isWaiting) await tx.update(staff).set(noPendingChange).where(eq(staff.id, staffId));
    if (isPrimary) {
      await tx.update(staff).set(placeOf(deletedPost)).where(eq(staff.id, staffId));
    }
    const member = await readMember(tx, deps, staffId);
    await notifyOfChange(tx, deps, call, staffId, "post-removed");
    await appendAudit(tx, deps.clock, auditActor(call), "staff-post-removed", `staff:${staffId}`, {
      ...place,
      ended: endedSessions,
    });
    return member;
  });
