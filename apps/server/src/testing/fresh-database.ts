/** Separate database on a temporary PostgreSQL, copied from a template that was migrated once. */
import { serviceRole } from "@gradphoto/local-postgres";
import { createFreshDatabase } from "@gradphoto/local-postgres/testing";
import type { Pool } from "pg";
import { type OpenDatabase, openDatabase } from "../infra/db/database.ts";
import { prepareDatabase } from "../infra/db/prepare-database.ts";

export interface FreshDatabase extends OpenDatabase {
  /** Connections of the database owner, who may also tamper with tables. */
  readonly owner: Pool;
  readonly ownerUrl: string;
}

const quietly = { warn: () => {} };

/**
 * Opens a migrated database with the service's role. `folder`: data folder of PostgreSQL, which the first call starts.
 */
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

/** Opens a database without tables, as its owner. */
export async function openBareDatabase(folder: string): Promise<OpenDatabase> {
  const { ownerUrl } = await createFreshDatabase({ folder, prepare: null });
  return openDatabase({ url: ownerUrl }, quietly);
}
