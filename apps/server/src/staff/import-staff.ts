/** Many accounts of staff out of one sheet: none while a row is faulty, then each made as by hand, with its own answer. */
import { roles } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type Call, isRefusal, type Refusal, refuse, wordsOfRefusal } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { countFate } from "../core/import-rows.ts";
import { inTransaction } from "../infra/db/database.ts";
import type { StaffDeps } from "./deps.ts";
import { createStaff } from "./keep-staff.ts";
import { type PlannedMember, planStaff } from "./plan-staff.ts";

type Body = ParsedInput<"importStaff">["body"];
type Imported = RouteAnswer<"importStaff">["rows"][number];

export async function planStaffImport(
  deps: Pick<StaffDeps, "db" | "sealer">,
  { rows }: Body,
): Promise<RouteAnswer<"planStaffImport">> {
  const planned = await planStaff(deps, rows);
  return { rows: planned.map(({ cells, fate, says }) => ({ cells, fate, says: [...says] })) };
}

export async function importStaff(
  deps: StaffDeps,
  { rows }: Body,
  call: Call,
): Promise<RouteAnswer<"importStaff"> | Refusal<"import-faulty">> {
  const planned = await planStaff(deps, rows);
  const faulty = countFate(planned, "faulty");
  if (faulty > 0) return refuse("import-faulty", { faulty });
  const imported: Imported[] = [];
  // One after the other: who presses twice makes nobody twice, and the machine's other work goes on beside the hashes.
  for (const one of planned) imported.push(...(await importOne(deps, one, call)));
  await inTransaction(deps.db, (tx) =>
    appendAudit(tx, deps.clock, {
      actor: `${call.caller.role}:${staffOf(call)}`,
      action: "staff-imported",
      subject: `import:${deps.ids()}`,
      details: { rows: rows.length, created: countFate(imported, "create") },
    }),
  );
  return { rows: imported };
}

async function importOne(
  deps: StaffDeps,
  { member, fate, schoolName }: PlannedMember,
  call: Call,
): Promise<readonly Imported[]> {
  if (member === null) return [];
  const { username, name, role } = member;
  const shown = { username, name, roleLabel: { zh: roles[role].zh, en: roles[role].en }, schoolName };
  const stays = { ...shown, fate, why: null, initialPassword: null };
  if (fate !== "create") return [stays];
  const created = await createStaff(deps, member, call);
  if (!isRefusal(created)) return [{ ...stays, initialPassword: created.initialPassword }];
  return [{ ...stays, fate: "faulty", why: wordsOfRefusal(created) }];
}
