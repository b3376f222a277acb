/**
 * Stores of a test or a benchmark: separate databases on a temporary PostgreSQL, copied from a template that was
 * migrated once, and an object store in memory.
 */
import { serviceRole } from "@gradphoto/local-postgres";
import { createFreshDatabase } from "@gradphoto/local-postgres/testing";
import type { Pool } from "pg";
import { type OpenDatabase, openDatabase } from "../infra/db/database.ts";
import { prepareDatabase } from "../infra/db/prepare-database.ts";
import { checkKey, type ObjectStore } from "../infra/object-store/object-store.ts";

export interface FreshDatabase extends OpenDatabase {
  /** Connections of the database owner, who may also tamper with tables. */
  readonly owner: Pool;
  readonly ownerUrl: string;
}

const quietly = { warn: () => {} };

/**
 * Opens a migrated database with the service's role. `folder` is the data folder of PostgreSQL, which the first call
 * starts.
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

/** Names the tables that contain a text in readable form. `owner` is a connection of a role that sees every table. */
export async function findTablesContaining(owner: Pool, words: string): Promise<readonly string[]> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const holding: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await owner.query(
      `select 1 from ${name} as t where t::text like $1 limit 1`,
      [`%${words}%`],
    );
    if (rowCount) holding.push(name);
  }
  return holding;
}

/** Creates an in-memory object store. */
export function createMemoryStore(): ObjectStore {
  const stored = new Map<string, Uint8Array>();
  return {
    put: async (key, bytes) => void stored.set(checkKey(key), bytes),
    get: async (key) => stored.get(checkKey(key)) ?? null,
    head: async (key) => {
      const match = stored.get(checkKey(key));
      return match ? { bytes: match.length } : null;
    },
    list: async function* (prefix) {
      for (const key of [...stored.keys()].sort()) if (key.startsWith(prefix)) yield key;
    },
    delete: async (key) => void stored.delete(checkKey(key)),
  };
}
