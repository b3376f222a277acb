/** Adds and removes additional posts of a staff member, by operators. */
import type { ParsedInput } from "@gradphoto/domain/routes";
import { eq, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { auditActor, staffOf } from "../core/caller.ts";
import { sessions, staff, staffPosts } from "../infra/db/schema/index.ts";
import { notifyOfChange } from "./account-changes.ts";
import { type Member, placeRefusal, withMember } from "./change-staff.ts";
import type { StaffDeps } from "./deps.ts";
import { readMember } from "./list-staff.ts";
import { endSessions } from "./my-sessions.ts";
import { clashOf, heldPosts } from "./post-rules.ts";
import { placeOf } from "./posts.ts";
import { isWaitingAdded, noPendingChange, pendingChangeOf, refusalWhilePending } from "./second-operator.ts";

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
