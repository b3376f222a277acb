/** Starts real PostgreSQL from the npm platform package in a folder of its own; reached by a Unix socket alone. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { answers } from "./answers.ts";
import { createCluster, readPassword } from "./create-cluster.ts";
import { findPostgresBinaries } from "./postgres-binaries.ts";
import { type Ran, runProgram } from "./run-program.ts";
import { dropForeignLocks, readPidFile } from "./server-locks.ts";
import { prepareFolder } from "./server-user.ts";
import { openServiceRole } from "./service-role.ts";
import { chooseSocketFolder } from "./socket-folder.ts";

export interface EmbeddedPostgres {
  /** postgresql://… of the owner, who alters tables, with the password: a secret. */
  readonly url: string;
  /** The same of a role that may do nothing but what it is granted. */
  readonly serviceUrl: string;
  /** True when a server was running already, left behind by a killed process or started by another one. */
  readonly adopted: boolean;
  /** Ends open connections and stops the server; a server that is gone already is no error. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly folder: string;
  /** For tests: no waiting for the disk. A power cut may cost the whole folder. */
  readonly throwAway?: boolean;
}

/** Waiting for another process that is starting or dying, and for recovery after a crash. */
const startWithinMs = 120_000;
const retryAfterMs = 50;
const stopWithinMs = 60_000;
/** Another process is starting or dying; a lock file in its first moment is empty, which pg_ctl calls the PID file. */
const mayPass =
  /lock file (?!.*(Permission denied|Read-only|No space))|pre-existing shared memory block|the PID file ".*" is empty/;

/** Statements and values stay out of the log: they may hold what the log must not. */
const settings = [
  "listen_addresses=''",
  "timezone=UTC",
  "log_timezone=UTC",
  "log_checkpoints=off",
  "log_min_error_statement=panic",
  "log_error_verbosity=terse",
];
const throwAwaySettings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "deadlock_timeout=50ms"];

/**
 * First run: makes the cluster. May be called by several processes at once: one starts, the others adopt.
 * Throws an Error that says what to do when the server does not come up.
 */
export async function startEmbeddedPostgres({
  folder: path,
  throwAway = false,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { folder, user } = prepareFolder(path);
  const bin = findPostgresBinaries(folder, user);
  const cluster = join(folder, "cluster");
  // The environment of this process may hold keys; the server gets none of it.
  const run = (program: string, args: readonly string[]): Promise<Ran> =>
    runProgram(join(bin, program), args, { ...user, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C" } });
  if (!existsSync(cluster)) await createCluster({ folder, cluster, user, throwAway, run });

  const options = (throwAway ? [...settings, ...throwAwaySettings] : settings).map((setting) => `-c ${setting}`);
  const socketFolder = chooseSocketFolder(folder, user);
  const start = [`-p 5432 -k ${socketFolder}`, ...options].join(" ");
  const isRunning = async (): Promise<boolean> => (await run("pg_ctl", ["-D", "cluster", "status"])).code === 0;
  const begin = async (): Promise<boolean> => {
    const before = readLog(folder).length;
    const args = ["-D", "cluster", "-w", "-t", "120", "-l", "postgres.log", "-o", start, "start"];
    const { code, output } = await run("pg_ctl", args);
    if (code === 0) return true;
    const said = `${output}\n${readLog(folder).slice(before)}`;
    if (!mayPass.test(said)) throw notStarted(folder, said);
    return false;
  };

  const deadline = performance.now() + startWithinMs;
  let adopted = true;
  let url: string | null = null;
  while (url === null || !(await answers(url))) {
    if (performance.now() > deadline) throw notStarted(folder, readLog(folder));
    dropForeignLocks(cluster, socketFolder);
    const running = await isRunning();
    if (!running && (await begin())) adopted = false;
    url = socketUrl(cluster);
    if (url === null || running) await delay(retryAfterMs);
  }

  const stop = async (): Promise<void> => {
    dropForeignLocks(cluster, socketFolder);
    const pid = readPidFile(cluster)?.pid;
    await run("pg_ctl", ["-D", "cluster", "-m", "fast", "-W", "stop"]);
    const stopBy = performance.now() + stopWithinMs;
    // Another process may start the next server at once: gone is the one that was told to stop.
    while (pid !== undefined && readPidFile(cluster)?.pid === pid) {
      if (performance.now() > stopBy) throw new Error(`The database did not stop; see ${join(folder, "postgres.log")}`);
      await delay(retryAfterMs);
      dropForeignLocks(cluster, socketFolder);
    }
  };
  return { url, serviceUrl: await openServiceRole(url), adopted, stop };
}

/** The socket is where the running server says it is. Null while it says nothing. */
function socketUrl(cluster: string): string | null {
  const { socketFolder } = readPidFile(cluster) ?? {};
  if (!socketFolder) return null;
  return `postgresql://gradphoto:${readPassword(cluster)}@localhost:5432/postgres?host=${encodeURIComponent(socketFolder)}`;
}

const readLog = (folder: string): string => {
  const file = join(folder, "postgres.log");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
};

const notStarted = (folder: string, log: string): Error =>
  new Error(
    `数据库没有启动，请看 ${join(folder, "postgres.log")} / The database did not start; see that file. Its last lines:\n${log.trim().split("\n").slice(-5).join("\n")}`,
  );
