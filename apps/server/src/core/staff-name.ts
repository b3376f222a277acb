/**
 * Staff member as every list names them: the name, plus the user name that distinguishes namesakes and that filters
 * accept.
 */
import type { staff } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

export type NamedStaff = Pick<typeof staff.$inferSelect, "id" | "name" | "username">;

/** All columns that a list reads of a staff member, from the table or an alias. Excludes password and one-time code. */
export const staffNameColumns = <Id, Name, Username>(table: {
  readonly id: Id;
  readonly name: Name;
  readonly username: Username;
}) => ({ id: table.id, name: table.name, username: table.username });

export const staffName = (sealer: Sealer, { id, name, username }: NamedStaff): string =>
  `${sealer.open(name, { column: "staff.name", rowId: id })} · ${username}`;
