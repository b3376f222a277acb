/**
 * Whether this process may be sent requests: the database answers and has at least every table this program knows (a newer
 * one serves older programs too), its own clock is right, and it was not told to end. What every process shares, a store or
 * a database without writes, is reported and no reason: one outage must not take all of them from behind the proxy.
 */
import type { Pool } from "pg";
import { countMigrations } from "../infra/db/count-migrations.ts";
import type { WriteState } from "../infra/db/database-writes.ts";
import type { StoreState } from "../infra/object-store/store-state.ts";
import type { ClockState } from "../infra/vitals/clock-state.ts";

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
  readonly databaseWrites: WriteState;
  readonly clock: ClockState;
}

export interface ReadinessDeps {
  readonly readMigrations: () => Promise<Migrations | null>;
  readonly readStore: () => Promise<StoreState>;
  readonly readWrites: () => Promise<WriteState>;
  readonly readClock: () => Promise<ClockState>;
}

export function createReadiness({ readMigrations: read, readStore, readWrites, readClock }: ReadinessDeps): {
  read(): Promise<Readiness>;
  /** From now on it is not ready, whatever else is well. */
  drain(): void;
  isDraining(): boolean;
} {
  let draining = false;
  return {
    read: async () => {
      const [migrations, store, databaseWrites, clock] = await Promise.all([
        read(),
        readStore(),
        readWrites(),
        readClock(),
      ]);
      const isPrepared = migrations !== null && migrations.applied >= migrations.known;
      return { ok: isPrepared && !clock.isOff && !draining, migrations, store, databaseWrites, clock };
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
