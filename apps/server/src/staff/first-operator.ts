/** Creates the first two operators, who then create all other staff together. */
import { and, isNull, sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { holdsRole } from "../core/staff-name.ts";
import { inTransaction } from "../infra/db/database.ts";
import { staff } from "../infra/db/schema/index.ts";
import { addStaff } from "./add-staff.ts";
import type { StaffDeps } from "./deps.ts";
import { initialAccess } from "./initial-access.ts";
import { placeOf } from "./posts.ts";

const operatorsNeeded = 2;

export type FirstOperator =
  | { readonly initialPassword: string; readonly until: Date }
  | "two-operators-exist"
  | "username-taken";

/** The password is valid for a week, and only for choosing a new one and setting up one-time codes. */
export async function createFirstOperator(
  deps: Pick<StaffDeps, "db" | "clock" | "ids" | "randomBytes" | "sealer">,
  { username, name }: { readonly username: string; readonly name: string },
): Promise<FirstOperator> {
  const { db, clock } = deps;
  const access = await initialAccess(deps);
  return inTransaction(db, async (tx) => {
    // Serializes concurrent runs of the command.
    await tx.execute(sql`lock table ${staff} in share row exclusive mode`);
    // Disabled or unconfirmed operators do not count: a single operator left could not confirm any account.
    const mayAct = and(holdsRole("operator"), isNull(staff.disabledAt), isNull(staff.unconfirmedBy));
    if ((await tx.$count(staff, mayAct)) >= operatorsNeeded) return "two-operators-exist";
    const id = await addStaff(tx, deps, {
      username,
      name,
      ...placeOf({ role: "operator" }),
      access,
      waits: null,
    });
    if (id === null) return "username-taken";
    await appendAudit(tx, clock, {
      actor: "system",
      action: "staff-created",
      subject: `staff:${id}`,
      details: { role: "operator", schoolCode: null },
    });
    return { initialPassword: access.initialPassword, until: access.columns.initialPasswordUntil };
  });
}
