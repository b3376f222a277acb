/** A staff member as the console shows them to themselves. */
import { isRole, roles } from "@gradphoto/contract";
import type { RouteAnswer } from "@gradphoto/contract/routes";
import { eq } from "drizzle-orm";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { schools, staff } from "../../infra/db/schema/index.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";

export const staffPlaces = {
  name: (rowId: string) => ({ column: "staff.name", rowId }),
  totp: (rowId: string) => ({ column: "staff.totp", rowId }),
};

/** Throws when there is no such person: their session would be gone with them. */
export async function showStaff(
  from: Database | Transaction,
  sealer: Sealer,
  staffId: string,
): Promise<RouteAnswer<"readStaffAccount">> {
  const [found] = await from
    .select({ person: staff, school: schools })
    .from(staff)
    .leftJoin(schools, eq(schools.code, staff.schoolCode))
    .where(eq(staff.id, staffId));
  if (!found || !isRole(found.person.role)) throw new Error("The staff member of a session is gone or has no role");
  const { person, school } = found;
  const { zh, en } = roles[found.person.role];
  return {
    staffId,
    username: person.username,
    name: sealer.open(person.name, staffPlaces.name(staffId)),
    role: found.person.role,
    roleLabel: { zh, en },
    school: school && { schoolCode: school.code, name: school.name },
  };
}
