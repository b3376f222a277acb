/** A person of staff as every list tells them: the name, and the user name that tells namesakes apart and that filters take. */
import type { staff } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

export type NamedStaff = Pick<typeof staff.$inferSelect, "id" | "name" | "username">;

/** All that a list reads of a person, of the table or an alias: no password and no one-time codes with it. */
export const staffNameColumns = <Id, Name, Username>(table: {
  readonly id: Id;
  readonly name: Name;
  readonly username: Username;
}) => ({ id: table.id, name: table.name, username: table.username });

export const staffName = (sealer: Sealer, { id, name, username }: NamedStaff): string =>
  `${sealer.open(name, { column: "staff.name", rowId: id })} · ${username}`;
