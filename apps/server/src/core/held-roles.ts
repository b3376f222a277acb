/** Which roles a member of staff may act in, whichever of their posts it is; a condition on `staff`. */
import type { Role } from "@gradphoto/domain";
import { inArray, or, type SQL, sql } from "drizzle-orm";
import { staff, staffPosts } from "../infra/db/schema/index.ts";

/** `roles`: one of them is enough. */
export const holdsRole = (...roles: readonly Role[]): SQL | undefined =>
  or(
    inArray(staff.role, [...roles]),
    sql`exists (select from ${staffPosts} where ${staffPosts.staffId} = ${staff.id} and ${inArray(staffPosts.role, [...roles])})`,
  );
