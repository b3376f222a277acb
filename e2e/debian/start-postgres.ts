/** Debian's PostgreSQL over TCP in a folder of its own, with an empty database and the two roles of docs/operations/install.md. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import type { Network } from "./network.ts";
import { programOf } from "./programs.ts";
import {
  asNobody,
  freePort,
  giveToNobody,
  type ServerProcess,
  startServer,
} from "./server-process.ts";

export interface Postgres extends ServerProcess {
  /** Address of the role that owns the tables. */
  readonly ownerUrl: string;
  /** Address of the role that reads and writes them. */
  readonly serviceUrl: string;
}

const database = "gradphoto";

/** Starts PostgreSQL in `folder`, which it creates. */
export async function startPostgres(folder: string, network: Network): Promise<Postgres> {
  const [data, passwordFile] = [join(folder, "cluster"), join(folder, "password")];
  const password = randomBytes(24).toString("hex");
  mkdirSync(folder, { recursive: true });
  writeFileSync(passwordFile, password);
  giveToNobody(folder);
  giveToNobody(passwordFile);
  const [initdb = "", ...words] = asNobody([
    programOf("initdb"),
    ...["-D", data, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`],
    ...["--encoding=UTF8", "--locale=C"],
  ]);
  execFileSync(initdb, words, { cwd: "/", stdio: ["ignore", "ignore", "inherit"] });
  appendFileSync(join(data, "pg_hba.conf"), "host all all 0.0.0.0/0 scram-sha-256\n");
  const at = { host: network.address, port: network.isOwn ? 5432 : await freePort() };
  const settings = [
    `listen_addresses=${at.host}`,
    `port=${at.port}`,
    "unix_socket_directories=",
    "max_connections=200",
    "shared_buffers=256MB",
  ];
  const command = [programOf("postgres"), "-D", data, ...settings.flatMap((one) => ["-c", one])];
  const server = await startServer({
    command: network.inside(asNobody(command)),
    logFile: join(folder, "postgres.log"),
    at,
  });
  const urlOf = (role: string, name: string): string =>
    `postgresql://${role}:${password}@${at.host}:${at.port}/${name}`;
  try {
    await makeDatabase(urlOf("postgres", "postgres"), password);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    ...server,
    ownerUrl: urlOf("gradphoto_owner", database),
    serviceUrl: urlOf("gradphoto", database),
  };
}

async function makeDatabase(adminUrl: string, password: string): Promise<void> {
  const client = await connectOnceUp(adminUrl);
  try {
    await client.query(`create role gradphoto_owner login createrole password '${password}'`);
    await client.query(`create role gradphoto login password '${password}'`);
    // The owner needs this grant, because migrations set timeouts on the service's role.
    await client.query("grant gradphoto to gradphoto_owner with admin option");
    await client.query(`create database ${database} owner gradphoto_owner`);
  } finally {
    await client.end();
  }
}

/** Connects with retries, because the server listens before it accepts sign-ins. */
async function connectOnceUp(url: string): Promise<pg.Client> {
  const endsAt = performance.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      if (performance.now() > endsAt) throw error;
      await delay(200);
    }
  }
}
