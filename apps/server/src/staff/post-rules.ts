/** Rules for combinations of posts that one person may hold. */
import { placeKey } from "@gradphoto/domain";
import { asc, eq } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import type { Transaction } from "../infra/db/database.ts";
import { staffPosts } from "../infra/db/schema/index.ts";
import type { PostPlace } from "./posts.ts";

/** Reads the additional posts in the order they were added. */
export const heldPosts = (tx: Transaction, staffId: string) =>
  tx
    .select()
    .from(staffPosts)
    .where(eq(staffPosts.staffId, staffId))
    .orderBy(asc(staffPosts.addedAt), asc(staffPosts.id));

type Clash = Refusal<"staff-auditor-alone" | "staff-finance-apart" | "staff-post-held">;

/**
 * Returns null when the post may be combined with the others. Auditors hold no other post; people who create accounts
 * move no money.
 */
export function clashOf(post: PostPlace, others: readonly PostPlace[]): Clash | null {
  if (others.length > 0 && [post, ...others].some(({ role }) => role === "auditor")) {
    return refuse("staff-auditor-alone", {});
  }
  const held = new Set([post, ...others].map(({ role }) => role));
  if (held.has("operator") && held.has("finance")) return refuse("staff-finance-apart", {});
  const isHeld = others.some(
    ({ role, schoolCode, department, province }) =>
      role === post.role &&
      schoolCode === post.schoolCode &&
      placeKey(department ?? "") === placeKey(post.department ?? "") &&
      province === post.province,
  );
  return isHeld ? refuse("staff-post-held", {}) : null;
}
