/** Every account takes two operators: staff see names, phones, pictures or money. What one did holds once another has confirmed it. */
import type { StaffChange } from "@gradphoto/domain";
import { type Refusal, refuse } from "../core/call.ts";
import type { staff } from "../infra/db/schema/index.ts";
import type { PostPlace } from "./posts.ts";

type Member = typeof staff.$inferSelect;
export type Unconfirmed = Pick<Member, "unconfirmedBy" | "unconfirmedAt" | "unconfirmedAct">;

/** Columns of an account on which `by` did something. */
export const waitsAfter = (act: StaffChange, by: string, at: Date): Unconfirmed => ({
  unconfirmedBy: by,
  unconfirmedAt: at,
  unconfirmedAct: act,
});

/** While an act waits nobody covers it with another, its operator neither: who confirms it vouches for what they see. */
export const waitsForAnother = ({ unconfirmedBy }: Member): Refusal<"staff-waits"> | null =>
  unconfirmedBy === null ? null : refuse("staff-waits", {});

interface HeldPost extends PostPlace {
  readonly addedAt: Date;
}

/** The post that waits: the one that was added, else the first. */
export const waitingPost = <First extends Member, Post extends HeldPost>(
  first: First,
  others: readonly Post[],
): First | Post => others.find(({ addedAt }) => isWaitingAdded(first, addedAt)) ?? first;

/** Whether nothing but this post waits: without it the account is what it was before. */
export const isWaitingAdded = ({ unconfirmedAct, unconfirmedAt }: Member, addedAt: Date): boolean =>
  unconfirmedAct === "post-added" && unconfirmedAt?.getTime() === addedAt.getTime();

type ConfirmRefusal = Refusal<
  "staff-own-account" | "staff-not-waiting" | "staff-second-operator-needed" | "staff-act-changed"
>;

/** `seenAt`: of the act that the page showed. */
export function refusalToConfirm(
  { id, unconfirmedBy, unconfirmedAt }: Member,
  me: string,
  seenAt: string,
): ConfirmRefusal | null {
  if (id === me) return refuse("staff-own-account", {});
  if (unconfirmedBy === null) return refuse("staff-not-waiting", {});
  if (unconfirmedBy === me) return refuse("staff-second-operator-needed", {});
  return unconfirmedAt?.getTime() === Date.parse(seenAt) ? null : refuse("staff-act-changed", {});
}

export const confirmed: Unconfirmed = { unconfirmedBy: null, unconfirmedAt: null, unconfirmedAct: null };
