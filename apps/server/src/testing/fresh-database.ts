/** A database of its own on a throw-away PostgreSQL, copied from one that was migrated once. */
import { serviceRole } from "@gradphoto/local-postgres";
import { createFreshDatabase } from "@gradphoto/local-postgres/testing";
import type { Pool } from "pg";
import { type OpenDatabase, openDatabase } from "../infra/db/database.ts";
import { prepareDatabase } from "../infra/db/prepare-database.ts";

export interface FreshDatabase extends OpenDatabase {
  /** Who may do everything, as to tamper with tables. */
  readonly owner: Pool;
  readonly ownerUrl: string;
}

const quietly = { warn: () => {} };

/** As the service has it, with its role. `folder`: of the PostgreSQL, which the first call starts. */
export async function openFreshDatabase(folder: string): Promise<FreshDatabase> {
  const prepare = (pool: Pool) => prepareDatabase(pool, serviceRole);
  const { ownerUrl, serviceUrl } = await createFreshDatabase({ folder, prepare });
  const [owner, service] = [ownerUrl, serviceUrl].map((url) => openDatabase({ url }, quietly));
  if (!owner || !service) throw new Error("Two addresses open two databases");
  const close = async (): Promise<void> => {
    await Promise.all([owner.close(), service.close()]);
  };
  return { ...service, close, owner: owner.pool, ownerUrl };
}

/** Without any table; it is its owner's. */
export async function openBareDatabase(folder: string): Promise<OpenDatabase> {
  const { ownerUrl } = await createFreshDatabase({ folder, prepare: null });
  return openDatabase({ url: ownerUrl }, quietly);
}
