/** The only function that creates staff. It writes a row with a sealed name, and fails when the user name is taken. */
import type { Transaction } from "../infra/db/database.ts";
import { staff } from "../infra/db/schema/index.ts";
import type { StaffDeps } from "./deps.ts";
import type { InitialAccess } from "./passwords.ts";
import type { PostPlace } from "./posts.ts";
import type { PendingChange } from "./second-operator.ts";
import { staffPlaces } from "./staff-rows.ts";

interface NewStaff extends PostPlace {
  readonly username: string;
  readonly name: string;
  readonly access: InitialAccess;
  /** Set while the account waits for a second operator. */
  readonly waits: PendingChange | null;
}

/** Creates a staff member. Returns the id, or null when the user name is taken. */
export async function addStaff(
  tx: Transaction,
  { clock, ids, sealer }: Pick<StaffDeps, "clock" | "ids" | "sealer">,
  { name, access, waits, ...place }: NewStaff,
): Promise<string | null> {
  const id = ids();
  const sealed = sealer.seal(name, staffPlaces.name(id));
  const created = await tx
    .insert(staff)
    .values({ id, name: sealed, ...place, createdAt: clock(), ...access.columns, ...waits })
    .onConflictDoNothing({ target: staff.username })
    .returning({ id: staff.id });
  return created.length === 0 ? null : id;
}
