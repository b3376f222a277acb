/** Debian's PostgreSQL over TCP, with the owner of the tables and the service's role. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Network } from "./network.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

/** PostgreSQL and PgBouncer refuse to run as root. */
const nobody = 65_534;
export const asNobody = (command: readonly string[]): readonly string[] =>
  process.getuid?.() === 0
    ? ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups", ...command]
    : command;
export const giveToNobody = (path: string): void => {
  if (process.getuid?.() === 0) chownSync(path, nobody, nobody);
};

export interface Postgres extends ServerProcess {
  /** Of the owner, who alters tables. */
  readonly ownerUrl: string;
  readonly serviceUrl: string;
}

interface PostgresStart {
  readonly folder: string;
  readonly programs: string;
  readonly network: Network;
  readonly port: number;
}

export async function startPostgres({ folder, programs, network, port }: PostgresStart): Promise<Postgres> {
  const own = join(folder, "postgres");
  const [data, passwordFile] = [join(own, "data"), join(own, "password")];
  const passwords = { gradphoto: randomBytes(24).toString("hex"), gradphoto_service: randomBytes(24).toString("hex") };
  mkdirSync(own);
  writeFileSync(passwordFile, passwords.gradphoto);
  giveToNobody(own);
  giveToNobody(passwordFile);
  const [initdb = "", ...words] = asNobody([
    join(programs, "initdb"),
    ...["-D", data, "-U", "gradphoto", "-A", "scram-sha-256", `--pwfile=${passwordFile}`],
    ...["--encoding=UTF8", "--locale=C"],
  ]);
  execFileSync(initdb, words, { cwd: "/", stdio: ["ignore", "ignore", "inherit"] });
  appendFileSync(join(data, "pg_hba.conf"), "host all all 0.0.0.0/0 scram-sha-256\n");
  const settings = [
    `listen_addresses=${network.address}`,
    `port=${port}`,
    "unix_socket_directories=",
    "max_connections=100",
    "shared_buffers=256MB",
  ];
  const at = { host: network.address, port };
  const command = [join(programs, "postgres"), "-D", data, ...settings.flatMap((one) => ["-c", one])];
  const server = await startServer({
    command: network.inside(asNobody(command)),
    logFile: join(folder, "postgres.log"),
    at,
  });
  const urlOf = (role: keyof typeof passwords): string =>
    `postgresql://${role}:${passwords[role]}@${at.host}:${port}/postgres`;
  await makeRole(urlOf("gradphoto"), passwords.gradphoto_service);
  return { ...server, ownerUrl: urlOf("gradphoto"), serviceUrl: urlOf("gradphoto_service") };
}

async function makeRole(ownerUrl: string, password: string): Promise<void> {
  const endsAt = performance.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: ownerUrl });
    try {
      await client.connect();
      await client.query(`create role gradphoto_service login password '${password}'`);
      return;
    } catch (error) {
      // It listens before it lets anybody in.
      if (performance.now() > endsAt) throw error;
    } finally {
      await client.end().catch(() => {});
    }
  }
}
