/** Accounts that move money or make accounts take two operators: what one did holds once another has confirmed it. */
import { needsSecondOperator, type StaffChange } from "@gradphoto/domain";
import { type Refusal, refuse } from "../core/call.ts";
import type { Clock } from "../infra/clock.ts";
import type { staff } from "../infra/db/schema/index.ts";

type Member = typeof staff.$inferSelect;
export type Unconfirmed = Pick<Member, "unconfirmedBy" | "unconfirmedAt" | "unconfirmedAct">;

/** Columns of an account on which `by` did something; null where one operator is enough. `roles`: what was touched. */
export const waitsAfter = (
  roles: readonly Member["role"][],
  act: StaffChange,
  by: string,
  clock: Clock,
): Unconfirmed | null =>
  roles.some(needsSecondOperator) ? { unconfirmedBy: by, unconfirmedAt: clock(), unconfirmedAct: act } : null;

/** While one operator's act waits, no other covers it with one of their own. */
export const waitsForAnother = ({ unconfirmedBy }: Member, me: string): Refusal<"staff-waits"> | null =>
  unconfirmedBy !== null && unconfirmedBy !== me ? refuse("staff-waits", {}) : null;

type ConfirmRefusal = Refusal<"staff-own-account" | "staff-not-waiting" | "staff-second-operator-needed">;

export function refusalToConfirm({ id, unconfirmedBy }: Member, me: string): ConfirmRefusal | null {
  if (id === me) return refuse("staff-own-account", {});
  if (unconfirmedBy === null) return refuse("staff-not-waiting", {});
  return unconfirmedBy === me ? refuse("staff-second-operator-needed", {}) : null;
}

export const confirmed: Unconfirmed = { unconfirmedBy: null, unconfirmedAt: null, unconfirmedAct: null };
