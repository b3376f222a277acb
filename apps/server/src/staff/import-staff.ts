/**
 * Imports staff accounts from a sheet. While a row has faults, it creates none; otherwise all in one transaction, as if
 * created manually.
 */
import { roles } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, isRefusal, type Refusal, refuse } from "../core/call.ts";
import { countFate } from "../core/import-rows.ts";
import { inTransaction, type Transaction } from "../infra/db/database.ts";
import { acquireNewStaffLock, addMember } from "./change-staff.ts";
import type { StaffDeps } from "./deps.ts";
import { type InitialAccess, initialAccess } from "./passwords.ts";
import { type PlannedMember, planStaff } from "./plan-staff.ts";

type Body = ParsedInput<"importStaff">["body"];
type ImportDeps = Pick<StaffDeps, "db" | "clock" | "ids" | "randomBytes" | "sealer">;
type Imported = RouteAnswer<"importStaff">["rows"][number];

export async function planStaffImport(
  deps: Pick<StaffDeps, "db" | "sealer">,
  { rows }: Body,
): Promise<RouteAnswer<"planStaffImport">> {
  const planned = await planStaff(deps, rows);
  return { rows: planned.map(({ cells, fate, notes }) => ({ cells, fate, notes: [...notes] })) };
}

export async function importStaff(
  deps: ImportDeps,
  { rows }: Body,
  call: Call,
): Promise<RouteAnswer<"importStaff"> | Refusal<"import-faulty">> {
  const previous = await planStaff(deps, rows);
  if (countFate(previous, "faulty") > 0)
    return refuse("import-faulty", { faulty: countFate(previous, "faulty") });
  // Hashing is slow, so it runs outside the transaction, and sequentially to leave capacity for other work.
  const accesses: (InitialAccess | null)[] = [];
  for (const { fate } of previous)
    accesses.push(fate === "create" ? await initialAccess(deps) : null);
  return inTransaction(deps.db, async (tx) => {
    await acquireNewStaffLock(tx);
    const planned = await planStaff({ db: tx, sealer: deps.sealer }, rows);
    const faulty = countFate(planned, "faulty");
    if (faulty > 0) return refuse("import-faulty", { faulty });
    const imported: Imported[] = [];
    for (const [at, one] of planned.entries())
      imported.push(...(await importOne(tx, deps, one, accesses[at] ?? null, call)));
    await appendAudit(tx, deps.clock, auditActor(call), "staff-imported", `import:${deps.ids()}`, {
      rows: rows.length,
      created: countFate(imported, "create"),
    });
    return { rows: imported };
  });
}

/**
 * Creates one account. Throws when it cannot be created. Then none is created, because the passwords were never
 * displayed.
 */
async function importOne(
  tx: Transaction,
  deps: ImportDeps,
  { member, fate, schoolName }: PlannedMember,
  access: InitialAccess | null,
  call: Call,
): Promise<readonly Imported[]> {
  if (member === null) return [];
  const { username, name, role } = member;
  const visible = {
    username,
    name,
    roleLabel: { zh: roles[role].zh, en: roles[role].en },
    schoolName,
    fate,
  };
  if (fate !== "create") return [{ ...visible, initialPassword: null }];
  const created = await addMember(tx, deps, member, access ?? (await initialAccess(deps)), call);
  if (isRefusal(created))
    throw new Error(`An account that was planned cannot be made: ${created.refused}`);
  return [{ ...visible, initialPassword: created.initialPassword }];
}
