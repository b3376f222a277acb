/**
 * Readiness of this process: the database responds with at least the migrations this program knows, the clock is right,
 * and no shutdown was requested. A newer database is accepted. Shared dependencies, such as the object store or
 * database writes, are reported but do not affect readiness. Otherwise one outage would remove all processes from the
 * proxy.
 */
import type { Pool } from "pg";
import { countMigrations } from "../infra/db/read-migrations.ts";
import type { WriteState } from "../infra/db/write-state.ts";
import type { StoreState } from "../infra/object-store/store-state.ts";
import type { ClockState } from "../infra/vitals/clock-state.ts";

/** Number of migrations that this program knows and that the database has. */
export interface Migrations {
  readonly total: number;
  readonly applied: number;
  readonly last: string | null;
}

export interface Readiness {
  readonly ok: boolean;
  /** null while the database does not respond. */
  readonly migrations: Migrations | null;
  readonly store: StoreState;
  readonly databaseWrites: WriteState;
  readonly clock: ClockState;
  /** True if the process is ending and finishes its requests. */
  readonly isDraining: boolean;
}

export interface ReadinessDeps {
  readonly readMigrations: () => Promise<Migrations | null>;
  readonly readStore: () => Promise<StoreState>;
  readonly readWrites: () => Promise<WriteState>;
  readonly readClock: () => Promise<ClockState>;
}

export function createReadiness({
  readMigrations: read,
  readStore,
  readWrites,
  readClock,
}: ReadinessDeps): {
  read(): Promise<Readiness>;
  /** Marks the process as not ready from now on, regardless of other checks. */
  drain(): void;
  isDraining(): boolean;
} {
  let isDraining = false;
  return {
    read: async () => {
      const [migrations, store, databaseWrites, clock] = await Promise.all([
        read(),
        readStore(),
        readWrites(),
        readClock(),
      ]);
      const isPrepared = migrations !== null && migrations.applied >= migrations.total;
      return {
        ok: isPrepared && !clock.isOff && !isDraining,
        migrations,
        store,
        databaseWrites,
        clock,
        isDraining,
      };
    },
    drain: () => {
      isDraining = true;
    },
    isDraining: () => isDraining,
  };
}

/** Counts the migrations; null while the database does not respond. */
export async function readMigrations(pool: Pool): Promise<Migrations | null> {
  try {
    const { applied, expected: total, last } = await countMigrations(pool);
    return { total, applied, last };
  } catch {
    return null;
  }
}
