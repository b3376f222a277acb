/**
 * Whether this process may be sent requests: the database answers and has at least every table this program knows (a newer
 * one serves older programs too), and nobody has told it to end. A store of pictures that is away is told and no reason:
 * every process shares it, and one outage must not take all of them from behind the proxy, where most requests need no picture.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "pg";
import { countMigrations } from "../infra/db/count-migrations.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";

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
  readonly store: "ok" | "away";
}

export interface ReadinessDeps {
  readonly readMigrations: () => Promise<Migrations | null>;
  readonly objects: Pick<ObjectStore, "head">;
}

/** Nothing is stored there; that it says so is the sign of life. */
const probe = "readiness/probe";
/** Proxies ask each second. */
const storeKeptMs = 5000;
const storeTimeoutMs = 2000;

export function createReadiness({ readMigrations: read, objects }: ReadinessDeps): {
  read(): Promise<Readiness>;
  /** From now on it is not ready, whatever else is well. */
  drain(): void;
} {
  let draining = false;
  let known: { readonly untilMs: number; readonly store: Promise<Readiness["store"]> } | null = null;
  const readStore = (): Promise<Readiness["store"]> => {
    if (known && known.untilMs > performance.now()) return known.store;
    const store = askStore(objects);
    known = { untilMs: performance.now() + storeKeptMs, store };
    return store;
  };
  return {
    read: async () => {
      const [migrations, store] = await Promise.all([read(), readStore()]);
      const isPrepared = migrations !== null && migrations.applied >= migrations.known;
      return { ok: isPrepared && !draining, migrations, store };
    },
    drain: () => {
      draining = true;
    },
  };
}

async function askStore(objects: ReadinessDeps["objects"]): Promise<Readiness["store"]> {
  const asked = objects.head(probe).then(
    () => "ok" as const,
    () => "away" as const,
  );
  const late = new AbortController();
  const silent = pause(storeTimeoutMs, "away" as const, { signal: late.signal, ref: false }).catch(
    () => "away" as const,
  );
  const store = await Promise.race([asked, silent]);
  late.abort();
  return store;
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
