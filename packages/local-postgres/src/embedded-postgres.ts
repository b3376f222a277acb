/** Starts PostgreSQL from the npm platform package with its own data folder; it listens only on a Unix socket. */
import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findPostgresBinaries } from "./postgres-binaries.ts";
import {
  answers,
  dropForeignLocks,
  prepareFolder,
  readPidFile,
  type ServerUser,
} from "./server-process.ts";
import { openServiceRole } from "./service-role.ts";

/** Runs one of PostgreSQL's programs and waits for its exit. */
interface Ran {
  readonly code: number;
  readonly output: string;
}

/** Throws if the program cannot be started; a failing exit code is a result. */
function runProgram(
  file: string,
  args: readonly string[],
  options: Parameters<typeof execFile>[2],
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { ...options, encoding: "utf8" }, (error, stdout, stderr) => {
      if (error && typeof error.code !== "number") return reject(error);
      resolve({
        code: typeof error?.code === "number" ? error.code : 0,
        output: `${stdout}${stderr}`,
      });
    });
  });
}

const passwordFile = "gradphoto-password";

const readPassword = (cluster: string): string => readFileSync(join(cluster, passwordFile), "utf8");

interface NewCluster {
  readonly folder: string;
  /** Name of the cluster inside the data folder. */
  readonly cluster: string;
  readonly user: ServerUser;
  readonly throwAway: boolean;
  readonly run: (program: string, args: readonly string[]) => Promise<Ran>;
}

/**
 * Made aside and renamed at the end: a killed run leaves no half cluster, and of several processes one wins while the
 * others take what it made.
 */
async function createCluster({ folder, cluster, user, throwAway, run }: NewCluster): Promise<void> {
  const part = mkdtempSync(`${cluster}.tmp-`);
  const password = join(part, "password");
  writeFileSync(password, randomBytes(24).toString("hex"), { mode: 0o600, flush: true });
  for (const path of [part, password])
    if (user.uid !== undefined) chownSync(path, user.uid, user.gid);
  const made = join(basename(part), "cluster");
  const login = [
    "-U",
    "gradphoto",
    "-A",
    "scram-sha-256",
    `--pwfile=${join(basename(part), "password")}`,
  ];
  const sync = throwAway ? ["--no-sync"] : [];
  const { code, output } = await run("initdb", [
    "-D",
    made,
    "--encoding=UTF8",
    "--locale=C",
    ...login,
    ...sync,
  ]);
  try {
    if (code !== 0)
      throw new Error(`数据库无法初始化 / The database could not be made in ${folder}:\n${output}`);
    renameSync(password, join(part, "cluster", passwordFile));
    renameSync(join(part, "cluster"), cluster);
  } catch (error) {
    if (!existsSync(cluster)) throw error;
  } finally {
    rmSync(part, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  removeHalfClusters(folder, cluster);
}

/** Removes partial clusters of killed runs. A process still working on one uses the finished cluster instead. */
function removeHalfClusters(folder: string, cluster: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(cluster)}.tmp-`)) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch (error) {
      // A running process still writes into it and removes it when it ends.
      if (!isNotEmpty(error)) throw error;
    }
  }
}

const isNotEmpty = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOTEMPTY";

/** Maximum length of a Unix socket path: 107 bytes on Linux, 103 on macOS. */
const maxSocketPathBytes = 103;

/** Returns a folder path without characters special to shells or PostgreSQL lists. Throws an Error if another user owns it. */
function chooseSocketFolder(
  folder: string,
  { uid = process.getuid?.(), gid = process.getgid?.() }: ServerUser,
): string {
  const socket = join(folder, ".s.PGSQL.5432.lock");
  if (Buffer.byteLength(socket) <= maxSocketPathBytes && /^[\w./-]+$/.test(socket)) return folder;
  const short = join(
    tmpdir(),
    `gradphoto-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`,
  );
  try {
    mkdirSync(short, { mode: 0o700 });
    if (uid !== undefined && gid !== undefined) chownSync(short, uid, gid);
  } catch (error) {
    const stats = lstatSync(short, { throwIfNoEntry: false });
    if (!stats?.isDirectory() || stats.uid !== uid || (stats.mode & 0o077) !== 0) {
      throw new Error(
        `${short} belongs to somebody else; remove it, or choose a shorter data folder`,
        {
          cause: error,
        },
      );
    }
  }
  return short;
}

export interface EmbeddedPostgres {
  /** Connection URL of the owner role, which may alter tables. Contains the password: secret. */
  readonly url: string;
  /** Connection URL of the service role, which has only granted rights. */
  readonly serviceUrl: string;
  /** True when a server was running already, left behind by a killed process or started by another one. */
  readonly adopted: boolean;
  /** Closes open connections and stops the server; succeeds if it has already stopped. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly folder: string;
  /** Disables disk flushes for tests; a power failure may destroy the data folder. */
  readonly throwAway?: boolean;
}

/** Time to wait for a process that starts or stops, and for crash recovery. */
const startWithinMs = 120_000;
const retryAfterMs = 50;
const stopWithinMs = 60_000;
/** pg_ctl messages while another process starts or stops; a new lock file is empty for a moment. */
const mayPass =
  /lock file (?!.*(Permission denied|Read-only|No space))|pre-existing shared memory block|the PID file ".*" is empty/;

/** Keeps statements and values out of the log, because they may contain personal data. */
const settings = [
  "listen_addresses=''",
  "timezone=UTC",
  "log_timezone=UTC",
  "log_checkpoints=off",
  "log_min_error_statement=panic",
  "log_error_verbosity=terse",
];
/** Settings for many short-lived test databases, which need no vacuum, replication or recovery. */
const throwAwaySettings = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "max_wal_size=8GB",
  "checkpoint_timeout=1d",
  "autovacuum=off",
  "deadlock_timeout=50ms",
];

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
    runProgram(join(bin, program), args, {
      ...user,
      cwd: folder,
      env: { PATH: process.env.PATH, LC_ALL: "C" },
    });
  if (!existsSync(cluster)) await createCluster({ folder, cluster, user, throwAway, run });

  const options = (throwAway ? [...settings, ...throwAwaySettings] : settings).map(
    (setting) => `-c ${setting}`,
  );
  const socketFolder = chooseSocketFolder(folder, user);
  const start = [`-p 5432 -k ${socketFolder}`, ...options].join(" ");
  const isRunning = async (): Promise<boolean> =>
    (await run("pg_ctl", ["-D", "cluster", "status"])).code === 0;
  const begin = async (): Promise<boolean> => {
    const previous = readLog(folder).length;
    const args = ["-D", "cluster", "-w", "-t", "120", "-l", "postgres.log", "-o", start, "start"];
    const { code, output } = await run("pg_ctl", args);
    if (code === 0) return true;
    const text = `${output}\n${readLog(folder).slice(previous)}`;
    if (!mayPass.test(text)) throw notStarted(folder, text);
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
    // Another process may start the next server at once: waits only for the server that was stopped.
    while (pid !== undefined && readPidFile(cluster)?.pid === pid) {
      if (performance.now() > stopBy)
        throw new Error(`The database did not stop; see ${join(folder, "postgres.log")}`);
      await delay(retryAfterMs);
      dropForeignLocks(cluster, socketFolder);
    }
  };
  return { url, serviceUrl: await openServiceRole(url), adopted, stop };
}

/** Socket folder that the running server reports; null until it reports one. */
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
