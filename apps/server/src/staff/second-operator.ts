/**
 * Four-eyes principle for accounts, because staff see names, phones, pictures or money. An operator's change takes
 * effect once another operator confirms it.
 */
import type { StaffChange } from "@gradphoto/domain";
import { type Refusal, refuse } from "../core/call.ts";
import type { staff } from "../infra/db/schema/index.ts";
import type { PostPlace } from "./posts.ts";

type Member = typeof staff.$inferSelect;
export type PendingChange = Pick<Member, "unconfirmedBy" | "unconfirmedAt" | "unconfirmedAct">;

/** Returns the columns of an account that record the pending change by `by`. */
export const pendingChangeOf = (act: StaffChange, by: string, at: Date): PendingChange => ({
  unconfirmedBy: by,
  unconfirmedAt: at,
  unconfirmedAct: act,
});

/**
 * Refuses a change while another one is pending, even by the same operator: the confirmation must cover exactly what is
 * displayed.
 */
export const refusalWhilePending = ({ unconfirmedBy }: Member): Refusal<"staff-waits"> | null =>
  unconfirmedBy === null ? null : refuse("staff-waits", {});

interface HeldPost extends PostPlace {
  readonly addedAt: Date;
}

/** Returns the pending post: the added one, otherwise the primary post. */
export const waitingPost = <First extends Member, Post extends HeldPost>(
  first: First,
  others: readonly Post[],
): First | Post => others.find(({ addedAt }) => isWaitingAdded(first, addedAt)) ?? first;

/** Returns true if only this post is pending. Removing it restores the account's previous state. */
export const isWaitingAdded = ({ unconfirmedAct, unconfirmedAt }: Member, addedAt: Date): boolean =>
  unconfirmedAct === "post-added" && unconfirmedAt?.getTime() === addedAt.getTime();

type ConfirmRefusal = Refusal<
  "staff-own-account" | "staff-not-waiting" | "staff-second-operator-needed" | "staff-act-changed"
>;

/** Refuses a confirmation. `seenAt` is the timestamp of the change that the page displayed. */
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

export const noPendingChange: PendingChange = {
  unconfirmedBy: null,
  unconfirmedAt: null,
  unconfirmedAct: null,
};
