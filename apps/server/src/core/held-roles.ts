/** Condition on `staff`: the member holds a role in any of their posts. */
import type { Role } from "@gradphoto/domain";
import { inArray, or, type SQL, sql } from "drizzle-orm";
import { staff, staffPosts } from "../infra/db/schema/index.ts";

/** `roles`: holding one of them is enough. */
export const holdsRole = (...roles: readonly Role[]): SQL | undefined =>
  or(
    inArray(staff.role, [...roles]),
    sql`exists (select from ${staffPosts} where ${staffPosts.staffId} = ${staff.id} and ${inArray(staffPosts.role, [...roles])})`,
  );
