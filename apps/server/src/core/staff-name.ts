/** A person of staff as every list tells them: the name, and the user name that tells namesakes apart and that filters take. */
import type { staff } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

export type NamedStaff = Pick<typeof staff.$inferSelect, "id" | "name" | "username">;

export const staffName = (sealer: Sealer, { id, name, username }: NamedStaff): string =>
  `${sealer.open(name, { column: "staff.name", rowId: id })} · ${username}`;
