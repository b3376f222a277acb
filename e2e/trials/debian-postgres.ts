/** A PostgreSQL of Debian's package in a folder of its own, with the two roles that docs/operations/install.md makes. */
import { spawn } from "node:child_process";
import { chownSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { waitUntil } from "../people/wait-until.ts";
import { endGently } from "../product/end-gently.ts";
import { freePort } from "./free-port.ts";
import { findProgram, runDebian, serverUser } from "./run-program.ts";

export interface DebianPostgres {
  /** Of who owns the tables. */
  readonly ownerUrl: string;
  /** Of who reads and writes them. */
  readonly serviceUrl: string;
  readonly stop: () => Promise<void>;
}

const password = "trial-only";

/** Empty: two roles, and a database without a table. */
export async function startDebianPostgres(folder: string): Promise<DebianPostgres> {
  const user = serverUser();
  mkdirSync(folder, { recursive: true });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const cluster = join(folder, "cluster");
  const initdb = findProgram("initdb") ?? "initdb";
  await endOf(
    spawn(initdb, ["-D", cluster, "-U", "postgres", "-A", "trust", "--encoding=UTF8"], { ...user, cwd: folder }),
  );
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "fsync=off", "max_connections=200"].flatMap((one) => ["-c", one]);
  const args = ["-D", cluster, "-p", String(port), "-k", folder, ...settings];
  const server = spawn(findProgram("postgres") ?? "postgres", args, { ...user, cwd: folder, stdio: "ignore" });
  const urlOf = (role: string, database: string): string =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  const isUp = () => runDebian("pg_isready", ["-h", "127.0.0.1", "-p", String(port)]).then(...answered);
  await waitUntil("PostgreSQL", isUp, (up) => up, 60_000);
  const client = new pg.Client({ connectionString: urlOf("postgres", "postgres") });
  await client.connect();
  await client.query(`create role gradphoto_owner login password '${password}'`);
  await client.query(`create role gradphoto login password '${password}'`);
  await client.query("create database gradphoto owner gradphoto_owner");
  await client.end();
  return {
    ownerUrl: urlOf("gradphoto_owner", "gradphoto"),
    serviceUrl: urlOf("gradphoto", "gradphoto"),
    stop: () => endGently(server),
  };
}

const answered = [() => true, () => false] as const;

async function endOf(child: ReturnType<typeof spawn>): Promise<void> {
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (bytes) => (words += String(bytes)));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(words);
}
