/** How far a process that decodes strangers' files is shut off: the most that this machine gives, tried once at start. */
import { type StdioOptions, spawn } from "node:child_process";
import { existsSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { seccompFilter } from "./seccomp-filter.ts";

/**
 * `sandbox`: no network, no privilege, system calls filtered, files read where programs lie and written nowhere;
 * `bubblewrap`: no network, no privilege, its own processes and file system, read only; `namespaces`: no network and no
 * privilege; `privileges`: no privilege; `process`: a process of its own with nothing in its environment.
 */
export type IsolationLevel = "sandbox" | "bubblewrap" | "namespaces" | "privileges" | "process";

export interface Isolation {
  readonly level: IsolationLevel;
  /** As nobody, where we are root. */
  readonly isNobody: boolean;
  /** What the program is started by; empty: by itself. */
  readonly command: readonly string[];
  /** Where nothing else can, Node gives the privileges up. */
  readonly user: { readonly uid: number; readonly gid: number } | Record<never, never>;
  /** Held open for every start; null where no filter is used. */
  readonly filterFd: number | null;
}

/** Twice what the largest photo that is taken asks for, 49 megapixels in a progressive JPEG; half of it is never touched. */
const maxDataBytes = 1.5 * 2 ** 30;
/** Whoever answers people goes first. */
const limited: readonly string[] = ["nice", "-n", "5", "prlimit", `--data=${maxDataBytes}`, "--"];

/** nobody and nogroup on every Linux. */
const nobody = 65_534;
/** Behind the streams and the channel. */
const filterAt = 4;
const probeTimeoutMs = 10_000;

const found = new Map<string, Promise<Isolation>>();

/** `needs`: files and folders that the decoder reads, and beside the system's no others. Tried once a process for each of them. */
export function findIsolation(needs: readonly string[]): Promise<Isolation> {
  const key = needs.join("\0");
  const isolation = found.get(key) ?? tryAll(needs);
  found.set(key, isolation);
  return isolation;
}

/** Under which a process of `isolation` is started: streams, channel, filter. */
export const stdioOf = ({ filterFd }: Isolation): StdioOptions => [
  "ignore",
  "ignore",
  "pipe",
  "ipc",
  ...(filterFd === null ? [] : [filterFd]),
];

async function tryAll(needs: readonly string[]): Promise<Isolation> {
  const plain: Isolation = { level: "process", isNobody: false, command: [], user: {}, filterFd: null };
  if (process.platform !== "linux") return plain;
  const isRoot = process.getuid?.() === 0;
  const filterFd = openFilter();
  for (const isNobody of isRoot ? [true, false] : [false]) {
    const drop = dropping(isRoot, isNobody);
    const apart = [
      ...limited,
      "unshare",
      "--net",
      "--ipc",
      "--uts",
      ...(isRoot ? [] : ["--user", "--map-current-user"]),
      "--",
    ];
    const user = isNobody ? { uid: nobody, gid: nobody } : {};
    const candidates: readonly Isolation[] = [
      ...(filterFd === null
        ? []
        : [
            {
              level: "sandbox" as const,
              command: [...apart, ...drop, "--seccomp-filter", `/dev/fd/${filterAt}`, ...readingOnly(needs)],
              user: {},
              isNobody,
              filterFd,
            },
          ]),
      {
        level: "bubblewrap",
        command: [...limited, ...drop, ...bubblewrapped(needs)],
        user: {},
        isNobody,
        filterFd: null,
      },
      { level: "namespaces", command: [...apart, ...drop], user: {}, isNobody, filterFd: null },
      { level: "privileges", command: [...limited, ...drop], user: {}, isNobody, filterFd: null },
      { ...plain, user, isNobody },
    ];
    for (const candidate of candidates) if (await works(candidate, needs)) return candidate;
  }
  return plain;
}

/** Dies with its parent, whatever becomes of that. */
const dropping = (isRoot: boolean, isNobody: boolean): readonly string[] => [
  ...["setpriv", "--no-new-privs", "--inh-caps=-all", "--pdeathsig", "KILL"],
  ...(isRoot ? ["--bounding-set=-all"] : []),
  ...(isNobody ? ["--reuid", String(nobody), "--regid", String(nobody), "--clear-groups"] : []),
];

/** What lies elsewhere, keys among it, is not there. */
const bubblewrapped = (needs: readonly string[]): readonly string[] => [
  ...["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"],
  ...[...systemFolders, dirname(process.execPath), ...needs]
    .filter((path) => !path.startsWith("/proc") && !path.startsWith("/dev"))
    .flatMap((path) => ["--ro-bind-try", path, path]),
  ...["--tmpfs", "/tmp", "--dev", "/dev", "--proc", "/proc", "--chdir", "/", "--"],
];

/** Programs and libraries, and what Node looks at of its machine. */
const systemFolders = ["/usr", "/lib", "/lib64", "/etc", "/proc", "/sys/fs/cgroup", "/sys/devices/system/cpu", "/dev"];

const readingOnly = (needs: readonly string[]): readonly string[] => [
  ...["--landlock-access", "fs"],
  ...[...systemFolders, dirname(process.execPath), ...needs]
    .filter((path) => existsSync(path))
    .flatMap((path) => ["--landlock-rule", `path-beneath:${accessTo(path)}:${path}`]),
];

/** The kernel grants no right of a folder to a file. */
const accessTo = (path: string): string => (statSync(path).isDirectory() ? "execute,read-file,read-dir" : "read-file");

/** Gone from the file system at once; each start opens it anew by its number. */
function openFilter(): number | null {
  const filter = seccompFilter(process.arch);
  if (filter === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-"));
  try {
    const path = join(folder, "filter");
    writeFileSync(path, filter, { mode: 0o644 });
    return openSync(path, "r");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const probe = "for (const path of process.argv.slice(1)) require('node:fs').accessSync(path)";

/** Whether Node starts under it and can read what it needs. */
function works(isolation: Isolation, needs: readonly string[]): Promise<boolean> {
  const [program = "", ...args] = [...isolation.command, process.execPath, "--eval", probe, ...needs];
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: stdioOf(isolation),
      timeout: probeTimeoutMs,
      killSignal: "SIGKILL",
      env: {},
      cwd: "/",
      ...isolation.user,
    });
    child.stderr?.resume();
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}
