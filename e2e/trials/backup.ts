/** Backup and restore by the programs that docs/operations/backup.md names. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { z } from "zod";
import type { DebianPostgres } from "./debian-postgres.ts";
import { bucket, type RadosGateway } from "./rados-gateway.ts";
import { runDebian } from "./run-program.ts";
import { readTableFacts, type TableFacts } from "./table-facts.ts";

type Facts = Readonly<Record<string, TableFacts>>;

async function asOwner<Answer>({ ownerUrl }: DebianPostgres, work: (client: pg.Client) => Promise<Answer>) {
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

/** While the service writes: answers what stood in each table in the very snapshot that was dumped. */
export const dumpDatabase = (postgres: DebianPostgres, file: string): Promise<Facts> =>
  asOwner(postgres, async (client) => {
    const [{ id }] = snapshots.parse((await client.query("select pg_export_snapshot() as id")).rows);
    const how = ["--format=custom", "--no-owner", `--snapshot=${id}`, `--file=${file}`];
    await runDebian("pg_dump", [...how, postgres.ownerUrl]);
    return readTableFacts(client);
  });

export async function restoreDatabase(postgres: DebianPostgres, file: string): Promise<Facts> {
  await runDebian("pg_restore", ["--no-owner", "--exit-on-error", `--dbname=${postgres.ownerUrl}`, file]);
  return asOwner(postgres, readTableFacts);
}

export async function copyBucket({ rclone }: RadosGateway, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await runDebian("rclone", ["sync", "--immutable", `s3:${bucket}`, folder], rclone);
}

export async function copyBack({ rclone }: RadosGateway, folder: string): Promise<void> {
  await runDebian("rclone", ["sync", folder, `s3:${bucket}`], rclone);
}

/** The files of a copy, each with the hash of its bytes. */
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
