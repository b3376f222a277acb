/**
 * Staff member as every list names them: the name, plus the user name that distinguishes namesakes and that filters
 * accept.
 */
import type { Role } from "@gradphoto/domain";
import { inArray, or, type SQL, sql } from "drizzle-orm";
import { staff, staffPosts } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

/** Condition: the staff member holds at least one of the roles. */
export const holdsRole = (...roles: readonly Role[]): SQL | undefined =>
  or(
    inArray(staff.role, [...roles]),
    sql`exists (select from ${staffPosts} where ${staffPosts.staffId} = ${staff.id} and ${inArray(staffPosts.role, [...roles])})`,
  );

export type NamedStaff = Pick<typeof staff.$inferSelect, "id" | "name" | "username">;

/**
 * All columns that a list reads of a staff member, from the table or an alias. They exclude password and one-time code.
 */
export const staffNameColumns = <Id, Name, Username>(table: {
  readonly id: Id;
  readonly name: Name;
  readonly username: Username;
}) => ({ id: table.id, name: table.name, username: table.username });

export const staffName = (sealer: Sealer, { id, name, username }: NamedStaff): string =>
  `${sealer.open(name, { column: "staff.name", rowId: id })} · ${username}`;
