/** The one member of staff whom no operator creates: the first operator of an empty service. */
import { eq, sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { inTransaction } from "../infra/db/database.ts";
import { staff } from "../infra/db/schema/index.ts";
import { addStaff } from "./add-staff.ts";
import type { StaffDeps } from "./deps.ts";
import { initialAccess } from "./initial-access.ts";

export type FirstOperator =
  | { readonly initialPassword: string; readonly until: Date }
  | "operator-exists"
  | "username-taken";

/** The password is good for a week and for nothing but choosing one's own and setting up one-time codes. */
export async function createFirstOperator(
  deps: Pick<StaffDeps, "db" | "clock" | "ids" | "randomBytes" | "sealer">,
  { username, name }: { readonly username: string; readonly name: string },
): Promise<FirstOperator> {
  const { db, clock } = deps;
  const access = await initialAccess(deps);
  return inTransaction(db, async (tx) => {
    // Two who run the command at once take turns.
    await tx.execute(sql`lock table ${staff} in share row exclusive mode`);
    const [operator] = await tx.select({ id: staff.id }).from(staff).where(eq(staff.role, "operator")).limit(1);
    if (operator) return "operator-exists";
    const id = await addStaff(tx, deps, { username, name, role: "operator", schoolCode: null, access });
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
