/**
 * Whether this process may be sent requests: the database answers and has at least every table this program knows (a newer
 * one serves older programs too), and nobody has told it to end. A store of pictures that is away is told and no reason:
 * every process shares it, and one outage must not take all of them from behind the proxy, where most requests need no picture.
 */
import type { Pool } from "pg";
import { countMigrations } from "../infra/db/count-migrations.ts";
import type { StoreState } from "../infra/object-store/store-state.ts";

/** What this program knows and what the database has. */
export interface Migrations {
  readonly known: number;
  readonly applied: number;
  readonly last: string | null;
}

export interface Readiness {
  readonly ok: boolean;
  /** null while the database does not answer. */
  readonly migrations: Migrations | null;
  readonly store: StoreState;
}

export interface ReadinessDeps {
  readonly readMigrations: () => Promise<Migrations | null>;
  readonly readStore: () => Promise<StoreState>;
}

export function createReadiness({ readMigrations: read, readStore }: ReadinessDeps): {
  read(): Promise<Readiness>;
  /** From now on it is not ready, whatever else is well. */
  drain(): void;
  isDraining(): boolean;
} {
  let draining = false;
  return {
    read: async () => {
      const [migrations, store] = await Promise.all([read(), readStore()]);
      const isPrepared = migrations !== null && migrations.applied >= migrations.known;
      return { ok: isPrepared && !draining, migrations, store };
    },
    drain: () => {
      draining = true;
    },
    isDraining: () => draining,
  };
}

/** null while the database does not answer. */
export async function readMigrations(pool: Pool): Promise<Migrations | null> {
  try {
    const { applied, expected: known, last } = await countMigrations(pool);
    return { known, applied, last };
  } catch {
    return null;
  }
}
