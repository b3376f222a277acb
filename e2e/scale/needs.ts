/** The programs of Debian that the trial puts around the product, and the words for the one that lacks one. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const packages = {
  pgbouncer: "pgbouncer",
  radosgw: "radosgw",
  "radosgw-admin": "radosgw",
  nginx: "nginx",
  openssl: "openssl",
} as const;

const clusters = "/usr/lib/postgresql";

/** The newest PostgreSQL's folder of programs; null where there is none. */
export function postgresPrograms(): string | null {
  try {
    const [newest] = readdirSync(clusters)
      .filter((name) => /^\d+$/.test(name))
      .sort((one, other) => Number(other) - Number(one));
    return newest === undefined ? null : join(clusters, newest, "bin");
  } catch {
    return null;
  }
}

/** What has to be installed first, as one line to type; null: nothing. */
export function missingPackages(): string | null {
  const missing: string[] = Object.entries(packages).flatMap(([program, one]) => (isThere(program) ? [] : [one]));
  if (postgresPrograms() === null) missing.push("postgresql");
  if (missing.length === 0) return null;
  return `apt-get install --no-install-recommends ${[...new Set(missing)].join(" ")}`;
}

const isThere = (program: string): boolean =>
  spawnSync("/bin/sh", ["-c", 'command -v "$0"', program], { stdio: "ignore" }).status === 0;
