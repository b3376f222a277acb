/** Many schools out of one sheet: all of them in one transaction, or none while a row is faulty. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/append-audit.ts";
import { type Call, type Refusal, refuse } from "../core/call.ts";
import { staffOf } from "../core/caller.ts";
import { countFate } from "../core/import-rows.ts";
import { type Database, inTransaction } from "../infra/db/database.ts";
import type { Ids } from "../infra/ids.ts";
import { addSchool, type KeepDeps, putSchool } from "./keep-schools.ts";
import { planSchools } from "./plan-schools.ts";

type Body = ParsedInput<"importSchools">["body"];

export async function planSchoolImport(db: Database, { rows }: Body): Promise<RouteAnswer<"planSchoolImport">> {
  const planned = await planSchools(db, rows);
  return { rows: planned.map(({ cells, fate, says }) => ({ cells, fate, says: [...says] })) };
}

export const importSchools = (
  { db, clock, ids }: KeepDeps & { readonly ids: Ids },
  { rows }: Body,
  call: Call,
): Promise<RouteAnswer<"importSchools"> | Refusal<"import-faulty">> =>
  inTransaction(db, async (tx) => {
    // What is planned is what is there: nobody adds or changes a school meanwhile.
    await tx.execute(sql`lock table schools in share row exclusive mode`);
    const planned = await planSchools(tx, rows);
    const faulty = countFate(planned, "faulty");
    if (faulty > 0) return refuse("import-faulty", { faulty });
    for (const { school, fate } of planned) {
      if (school === null) continue;
      if (fate === "create") await addSchool(tx, clock, school, call);
      if (fate === "change") await putSchool(tx, clock, school, call);
    }
    const counts = {
      created: countFate(planned, "create"),
      changed: countFate(planned, "change"),
      same: countFate(planned, "same"),
    };
    await appendAudit(tx, clock, {
      actor: `${call.caller.role}:${staffOf(call)}`,
      action: "schools-imported",
      subject: `import:${ids()}`,
      details: { rows: rows.length, created: counts.created, changed: counts.changed },
    });
    return counts;
  });
