/** Backup and restore with the programs of docs/operations/backup.md. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { z } from "zod";
import { runDebian } from "../debian/programs.ts";
import type { Postgres } from "../debian/start-postgres.ts";
import { bucket, type Store } from "../debian/start-store.ts";

interface TableFacts {
  readonly rows: number;
  readonly hash: string;
}

const names = z.array(z.object({ name: z.string() }));
const facts = z.tuple([z.object({ rows: z.coerce.number(), hash: z.string() })]);

/** Reads the owner's tables in the transaction of `client`, each partition separately. */
async function readTableFacts(client: pg.Client): Promise<Readonly<Record<string, TableFacts>>> {
  // The zone is set, because both sides must print times in the same one.
  await client.query("set local timezone = 'UTC'");
  const { rows } = await client.query(
    `select format('%I.%I', nspname, relname) as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where relkind = 'r' and nspname not like 'pg\\_%' and nspname <> 'information_schema' order by 1`,
  );
  const matches: Record<string, TableFacts> = {};
  for (const { name } of names.parse(rows)) {
    const counted = await client.query(
      `select count(*) as rows, encode(sha256(coalesce(string_agg(sha256(convert_to(one::text, 'UTF8')), '' order by one::text collate "C"), '')), 'hex') as hash
        from ${name} as one`,
    );
    [matches[name]] = facts.parse(counted.rows);
  }
  return matches;
}

/** Returns the tables whose rows differ. */
export const differing = (
  previous: Readonly<Record<string, TableFacts>>,
  after: Readonly<Record<string, TableFacts>>,
): readonly string[] =>
  [...new Set([...Object.keys(previous), ...Object.keys(after)])].filter(
    (name) =>
      previous[name]?.hash !== after[name]?.hash || previous[name]?.rows !== after[name]?.rows,
  );

type Facts = Readonly<Record<string, TableFacts>>;

async function asOwner<Answer>(
  { ownerUrl }: Postgres,
  work: (client: pg.Client) => Promise<Answer>,
) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    return await work(client);
  } finally {
    await client.end();
  }
}

const snapshots = z.tuple([z.object({ id: z.string() })]);

/** Dumps while the service writes. Returns the rows of each table in the dumped snapshot. */
export const dumpDatabase = (postgres: Postgres, file: string): Promise<Facts> =>
  asOwner(postgres, async (client) => {
    const [{ id }] = snapshots.parse(
      (await client.query("select pg_export_snapshot() as id")).rows,
    );
    const how = ["--format=custom", "--no-owner", `--snapshot=${id}`, `--file=${file}`];
    await runDebian("pg_dump", [...how, postgres.ownerUrl]);
    return readTableFacts(client);
  });

export async function restoreDatabase(postgres: Postgres, file: string): Promise<Facts> {
  await runDebian("pg_restore", [
    "--no-owner",
    "--exit-on-error",
    `--dbname=${postgres.ownerUrl}`,
    file,
  ]);
  return asOwner(postgres, readTableFacts);
}

export async function copyBucket(store: Store, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await runDebian("rclone", ["sync", "--immutable", `s3:${bucket}`, folder], remoteOf(store));
}

export async function copyBack(store: Store, folder: string): Promise<void> {
  await runDebian("rclone", ["sync", folder, `s3:${bucket}`], remoteOf(store));
}

/** Returns the environment that configures rclone's remote "s3". */
const remoteOf = ({ url, key }: Store) => ({
  RCLONE_CONFIG: "/dev/null",
  RCLONE_CONFIG_S3_TYPE: "s3",
  RCLONE_CONFIG_S3_PROVIDER: "Ceph",
  RCLONE_CONFIG_S3_ACCESS_KEY_ID: key.accessKeyId,
  RCLONE_CONFIG_S3_SECRET_ACCESS_KEY: key.secretAccessKey,
  RCLONE_CONFIG_S3_ENDPOINT: url,
});

/** Returns the hash of each file in a copy. */
export function hashesOf(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return new Map(
    files.map((path) => [
      path,
      createHash("sha256")
        .update(readFileSync(join(folder, path)))
        .digest("hex"),
    ]),
  );
}
