/** What becomes of a proposal: another operator confirms or declines it, or who proposed it takes it back. */
import { type AuditAction, type ConfigurationState, configurationValueWords } from "@gradphoto/domain";
import { fitsItem, type RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import type { InForce } from "../core/configuration/read-configuration.ts";
import { holdsRole } from "../core/held-roles.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { configurationChanges, staff } from "../infra/db/schema/index.ts";
import { takeTurns } from "../infra/db/take-turns.ts";
import { type ChangeRow, readChange } from "./change-rows.ts";
import type { ConfigurationDeps } from "./deps.ts";
import { isSameValue, readSetting, type SettingKey } from "./setting-in-force.ts";

type Outcome = Exclude<ConfigurationState, "proposed">;
type Refused = Refusal<
  | "not-found"
  | "configuration-not-waiting"
  | "configuration-own-proposal"
  | "configuration-others-proposal"
  | "configuration-proposer-gone"
  | "configuration-changed"
  | "configuration-unfit"
>;

/** As the log keeps it for readers of any language. */
function textOf(...value: Parameters<typeof configurationValueWords>): string {
  const { zh, en } = configurationValueWords(...value);
  return zh === en ? zh : `${zh} / ${en}`;
}

/** Whoever changes the same setting goes one after the other. */
export const turnsOf = ({ item, subject }: SettingKey): string => `configuration ${item} ${subject}`;

export const auditOf = (
  action: Extract<AuditAction, `configuration-${string}`>,
  { id, item, subject, before, value }: Pick<ChangeRow, "id" | "item" | "subject" | "before" | "value">,
  call: Call,
) => ({
  actor: `${call.caller.role}:${staffOf(call)}`,
  action,
  subject: `configuration:${id}`,
  details: {
    item,
    ...(subject !== "" && { of: subject }),
    was: textOf(item, subject, before),
    value: textOf(item, subject, value),
  },
});

export const decide = (
  { db, clock, sealer, configuration }: ConfigurationDeps,
  changeId: string,
  outcome: Outcome,
  call: Call,
): Promise<RouteAnswer<"confirmConfiguration"> | Refused> =>
  inTransaction(db, async (tx) => {
    const isThis = eq(configurationChanges.id, changeId);
    const [found] = await tx.select().from(configurationChanges).where(isThis);
    if (!found) return refuse("not-found", {});
    await takeTurns(tx, turnsOf(found));
    const [change] = await tx.select().from(configurationChanges).where(isThis).for("update");
    if (change?.state !== "proposed") return refuse("configuration-not-waiting", {});
    const refusal = refusalOf(change, outcome, staffOf(call));
    if (refusal) return refusal;
    if (outcome === "confirmed" && !(await isOperator(tx, change.proposedBy)))
      return refuse("configuration-proposer-gone", {});
    if (outcome === "confirmed" && !fitsItem(change.item, change.subject, change.value))
      return refuse("configuration-unfit", {});
    if (outcome === "confirmed" && !(await isStillBefore(tx, change, await configuration.read(tx))))
      return refuse("configuration-changed", {});
    await tx
      .update(configurationChanges)
      .set({ state: outcome, decidedBy: staffOf(call), decidedAt: clock() })
      .where(isThis);
    await appendAudit(tx, clock, auditOf(`configuration-${outcome}`, change, call));
    return readChange(tx, sealer, changeId);
  });

/** Who proposed it takes it back and nothing else; everybody else decides it. */
function refusalOf({ proposedBy }: ChangeRow, outcome: Outcome, me: string) {
  if (outcome === "withdrawn") return proposedBy === me ? null : refuse("configuration-others-proposal", {});
  return proposedBy === me ? refuse("configuration-own-proposal", {}) : null;
}

/** Two operators stand behind a value: an account that was taken from somebody is none of them. */
const isOperator = async (tx: Transaction, staffId: string): Promise<boolean> =>
  (await tx.$count(staff, and(eq(staff.id, staffId), isNull(staff.disabledAt), holdsRole("operator")))) > 0;

/** The value that the proposer wanted to change is in force: another environment gives another initial one. */
const isStillBefore = async (tx: Transaction, change: ChangeRow, inForce: InForce): Promise<boolean> =>
  isSameValue((await readSetting(tx, change, inForce)).value, change.before);
