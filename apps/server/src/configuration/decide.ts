/** Decisions on proposals. Another operator confirms or declines a proposal, or its proposer withdraws it. */
import {
  type AuditAction,
  type ConfigurationState,
  configurationValueWords,
} from "@gradphoto/domain";
import { fitsItem, type RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse, staffOf } from "../core/call.ts";
import type { Configuration } from "../core/configuration/read-configuration.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { holdsRole } from "../core/staff-name.ts";
import type { Clock } from "../infra/clock.ts";
import { acquireLock } from "../infra/db/advisory-locks.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { configurationChanges, staff } from "../infra/db/schema/index.ts";
import { type ChangeRow, readChange, sealDeclinedWhy } from "./change-rows.ts";
import { isSameValue, readSetting, type SettingKey } from "./setting-in-force.ts";

type Outcome = Exclude<ConfigurationState, "proposed">;
type Decision =
  | { readonly outcome: Exclude<Outcome, "declined"> }
  | { readonly outcome: "declined"; readonly why: string };
type ConfirmRefusal = Refusal<
  "configuration-proposer-not-operator" | "configuration-changed" | "configuration-unfit"
>;
type Refused =
  | Refusal<
      | "not-found"
      | "configuration-not-waiting"
      | "configuration-own-proposal"
      | "configuration-others-proposal"
    >
  | ConfirmRefusal;

/** Returns the text for the audit log, in both languages. */
function textOf(...value: Parameters<typeof configurationValueWords>): string {
  const { zh, en } = configurationValueWords(...value);
  return zh === en ? zh : `${zh} / ${en}`;
}

/** Names the lock that serializes changes of one setting. */
export const lockOf = ({ item, subject }: SettingKey): string => `configuration ${item} ${subject}`;

export const recordChange = (
  tx: Transaction,
  clock: Clock,
  action: Extract<AuditAction, `configuration-${string}`>,
  {
    id,
    item,
    subject,
    before: previous,
    value,
  }: Pick<ChangeRow, "id" | "item" | "subject" | "before" | "value">,
  call: Call,
): Promise<void> =>
  appendAudit(tx, clock, auditActor(call), action, `configuration:${id}`, {
    item,
    ...(subject !== "" && { of: subject }),
    was: textOf(item, subject, previous),
    value: textOf(item, subject, value),
  });

export const decide = (
  {
    db,
    clock,
    sealer,
    configuration,
  }: Pick<ServiceDeps, "db" | "clock" | "sealer" | "configuration">,
  changeId: string,
  decision: Decision,
  call: Call,
): Promise<RouteAnswer<"confirmConfiguration"> | Refused> =>
  inTransaction(db, async (tx) => {
    const { outcome } = decision;
    const whereThisChange = eq(configurationChanges.id, changeId);
    const [row] = await tx.select().from(configurationChanges).where(whereThisChange);
    if (!row) return refuse("not-found", {});
    await acquireLock(tx, lockOf(row));
    const [change] = await tx
      .select()
      .from(configurationChanges)
      .where(whereThisChange)
      .for("update");
    if (change?.state !== "proposed") return refuse("configuration-not-waiting", {});
    const refusal =
      refusalOf(change, outcome, staffOf(call)) ??
      (outcome === "confirmed" ? await confirmRefusal(tx, change, configuration) : null);
    if (refusal) return refusal;
    const declinedWhy =
      decision.outcome === "declined" ? sealDeclinedWhy(sealer, changeId, decision.why) : null;
    await tx
      .update(configurationChanges)
      .set({ state: outcome, declinedWhy, decidedBy: staffOf(call), decidedAt: clock() })
      .where(whereThisChange);
    await recordChange(tx, clock, `configuration-${outcome}`, change, call);
    return readChange(tx, sealer, changeId);
  });

/** Refuses a decision. Only the proposer may withdraw a proposal, and only others may decide it. */
function refusalOf({ proposedBy }: ChangeRow, outcome: Outcome, me: string) {
  if (outcome === "withdrawn")
    return proposedBy === me ? null : refuse("configuration-others-proposal", {});
  return proposedBy === me ? refuse("configuration-own-proposal", {}) : null;
}

/** True for an operator in office. Two operators must vouch for a value, so a disabled proposer does not count. */
const isOperator = async (tx: Transaction, staffId: string): Promise<boolean> =>
  (await tx.$count(
    staff,
    and(eq(staff.id, staffId), isNull(staff.disabledAt), holdsRole("operator")),
  )) > 0;

/** Refuses to confirm a proposal that has become invalid since it was made. */
async function confirmRefusal(
  tx: Transaction,
  change: ChangeRow,
  configuration: Configuration,
): Promise<ConfirmRefusal | null> {
  const { item, subject, value } = change;
  if (!(await isOperator(tx, change.proposedBy)))
    return refuse("configuration-proposer-not-operator", {});
  if (!fitsItem(item, subject, value)) return refuse("configuration-unfit", {});
  const { value: previous } = await readSetting(tx, change, await configuration.read(tx));
  // The environment may define another initial value than the proposer saw.
  return isSameValue(previous, change.before) ? null : refuse("configuration-changed", {});
}
