/**
 * Switches to another post of the same person. It opens a new session, so that signed URLs from the previous post
 * become invalid.
 */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { auditActor, staffOf } from "../core/caller.ts";
import { inTransaction } from "../infra/db/database.ts";
import { sessions, staff, staffPosts } from "../infra/db/schema/index.ts";
import { newSessionToken, sessionTokenSha256 } from "../infra/session-token.ts";
import type { StaffDeps } from "./deps.ts";
import { placeOf } from "./posts.ts";
import { showStaff } from "./staff-rows.ts";

/** The new session expires when the old one would have. */
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
