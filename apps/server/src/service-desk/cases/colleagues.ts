/** Customer service staff who may own a case: those who may sign in. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, isNull } from "drizzle-orm";
import type { Call } from "../../core/call.ts";
import { staffOf } from "../../core/caller.ts";
import { holdsRole } from "../../core/held-roles.ts";
import { staffName, staffNameColumns } from "../../core/staff-name.ts";
import { staff } from "../../infra/db/schema/index.ts";
import type { ServiceDeskDeps } from "../deps.ts";

export const mayOwnCases = and(holdsRole("service"), isNull(staff.disabledAt), isNull(staff.unconfirmedBy));

export async function listColleagues(
  { db, sealer }: Pick<ServiceDeskDeps, "db" | "sealer">,
  call: Call,
): Promise<RouteAnswer<"listServiceColleagues">> {
  const rows = await db.select(staffNameColumns(staff)).from(staff).where(mayOwnCases).orderBy(asc(staff.username));
  const me = staffOf(call);
  return {
    colleagues: rows.map((one) => ({ staffId: one.id, name: staffName(sealer, one), isMe: one.id === me })),
  };
}
