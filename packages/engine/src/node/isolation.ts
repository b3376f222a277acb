/**
 * Isolation of processes that decode untrusted files, at the strongest level that this machine supports, tested once at
 * start.
 */
import { type StdioOptions, spawn } from "node:child_process";
import { existsSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

interface Machine {
  /** AUDIT_ARCH_* of linux/audit.h. */
  readonly audit: number;
  /**
   * Refused system calls: network, signals to other processes, their limits and priorities, mounts, keys, modules,
   * tracing.
   */
  readonly refused: readonly number[];
}

/**
 * Numbers of the same calls on both architectures: sockets; kill, rt_sigqueueinfo, tkill, tgkill, rt_tgsigqueueinfo,
 * setpriority, prlimit64; tracing, mounts and namespaces, keys, modules, io_uring, pidfd.
 */
const machines: Readonly<Record<string, Machine>> = {
  x64: {
    audit: 0xc000003e,
    refused: [
      ...[41, 42, 49, 50],
      ...[62, 129, 200, 234, 297, 141, 302],
      ...[101, 310, 311, 312, 298, 321, 323, 135, 103],
      ...[165, 166, 155, 161, 272, 308, 304, 163, 167, 169],
      ...[248, 249, 250],
      ...[175, 176, 313, 246, 320],
      ...[425, 426, 427, 424, 434, 438],
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    refused: [
      ...[198, 203, 200, 201],
      ...[129, 138, 130, 131, 240, 140, 261],
      ...[117, 270, 271, 272, 241, 280, 282, 92, 116],
      ...[40, 39, 41, 51, 97, 268, 265, 89, 224, 142],
      ...[217, 218, 219],
      ...[105, 106, 273, 104, 294],
      ...[425, 426, 427, 424, 434, 438],
    ],
  },
};

const [loadWord, jumpIfEqual, jumpIfAtLeast, answer] = [0x20, 0x15, 0x35, 0x06];
const [numberAt, machineAt] = [0, 4];
const allow = 0x7fff0000;
const refuseAsNotPermitted = 0x00050001;
/**
 * First system call number of the x32 ABI. No program here uses that ABI, so this and all higher numbers are refused.
 */
const firstX32 = 0x40000000;

/** Builds the filter; returns null for an architecture without a table here. */
function seccompFilter(arch: string): Buffer | null {
  const machine = machines[arch];
  if (!machine) return null;
  const { audit, refused } = machine;
  const steps: (readonly [code: number, ifTrue: number, ifFalse: number, value: number])[] = [
    [loadWord, 0, 0, machineAt],
    // On another architecture the same numbers mean other calls.
    [jumpIfEqual, 1, 0, audit],
    [answer, 0, 0, refuseAsNotPermitted],
    [loadWord, 0, 0, numberAt],
    [jumpIfAtLeast, refused.length + 1, 0, firstX32],
    ...refused.map((number, i) => [jumpIfEqual, refused.length - i, 0, number] as const),
    [answer, 0, 0, allow],
    [answer, 0, 0, refuseAsNotPermitted],
  ];
  const program = Buffer.alloc(steps.length * 8);
  steps.forEach(([code, ifTrue, ifFalse, value], i) => {
    program.writeUInt16LE(code, i * 8);
    program.writeUInt8(ifTrue, i * 8 + 2);
    program.writeUInt8(ifFalse, i * 8 + 3);
    program.writeUInt32LE(value, i * 8 + 4);
  });
  return program;
}

/**
 * Level of isolation. `sandbox`: no network, no privileges, filtered system calls, read access only to program files
 * and no write access. `bubblewrap`: no network, no privileges, own process and file system namespaces, read only.
 * `namespaces`: no network and no privileges. `privileges`: no privileges. `process`: a separate process with an empty
 * environment.
 */
export type IsolationLevel = "sandbox" | "bubblewrap" | "namespaces" | "privileges" | "process";

export interface Isolation {
  readonly level: IsolationLevel;
  /** True if the process runs as the user nobody, when we are root. */
  readonly isNobody: boolean;
  /** Command that starts the program. Empty if it is started directly. */
  readonly command: readonly string[];
  /** User to which Node drops the privileges where nothing else can. */
  readonly user: { readonly uid: number; readonly gid: number } | Record<never, never>;
  /** Descriptor of the filter, open for every start. null where no filter is used. */
  readonly filterFd: number | null;
}

/**
 * Maximum data size: twice the need of the largest accepted photo, 49 megapixels in a progressive JPEG. Half of it is
 * never touched.
 */
const maxDataBytes = 1.5 * 2 ** 30;
/** Command that lowers the priority below that of the processes that answer requests. */
const limited: readonly string[] = ["nice", "-n", "5", "prlimit", `--data=${maxDataBytes}`, "--"];

/** Id of nobody and nogroup on every Linux. */
const nobody = 65_534;
/** File descriptor after the standard streams and the IPC channel. */
const filterAt = 4;
const probeTimeoutMs = 10_000;

const matches = new Map<string, Promise<Isolation>>();

/**
 * Finds the strongest level, once per process for each set of `needs`: files and folders that the decoder reads besides
 * the system's.
 */
export function findIsolation(needs: readonly string[]): Promise<Isolation> {
  const key = needs.join("\0");
  const isolation = matches.get(key) ?? tryAll(needs);
  matches.set(key, isolation);
  return isolation;
}

/** Returns the stdio of a process of `isolation`: streams, IPC channel, filter. */
export const stdioOf = ({ filterFd }: Isolation): StdioOptions => [
  "ignore",
  "ignore",
  "pipe",
  "ipc",
  ...(filterFd === null ? [] : [filterFd]),
];

async function tryAll(needs: readonly string[]): Promise<Isolation> {
  const plain: Isolation = {
    level: "process",
    isNobody: false,
    command: [],
    user: {},
    filterFd: null,
  };
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
              command: [
                ...apart,
                ...drop,
                "--seccomp-filter",
                `/dev/fd/${filterAt}`,
                ...readingOnly(needs),
              ],
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

/** Returns the command that drops privileges. Its process ends with its parent, even when that is killed. */
const dropping = (isRoot: boolean, isNobody: boolean): readonly string[] => [
  ...["setpriv", "--no-new-privs", "--inh-caps=-all", "--pdeathsig", "KILL"],
  ...(isRoot ? ["--bounding-set=-all"] : []),
  ...(isNobody ? ["--reuid", String(nobody), "--regid", String(nobody), "--clear-groups"] : []),
];

/**
 * Returns the command prefix that runs a program in bubblewrap, whose file system has no other paths, such as those of
 * keys.
 */
const bubblewrapped = (needs: readonly string[]): readonly string[] => [
  ...["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"],
  ...[...systemFolders, dirname(process.execPath), ...needs]
    .filter((path) => !path.startsWith("/proc") && !path.startsWith("/dev"))
    .flatMap((path) => ["--ro-bind-try", path, path]),
  ...["--tmpfs", "/tmp", "--dev", "/dev", "--proc", "/proc", "--chdir", "/", "--"],
];

/** Programs and libraries, and the machine information that Node reads. */
const systemFolders = [
  "/usr",
  "/lib",
  "/lib64",
  "/etc",
  "/proc",
  "/sys/fs/cgroup",
  "/sys/devices/system/cpu",
  "/dev",
];

const readingOnly = (needs: readonly string[]): readonly string[] => [
  ...["--landlock-access", "fs"],
  ...[...systemFolders, dirname(process.execPath), ...needs]
    .filter((path) => existsSync(path))
    .flatMap((path) => ["--landlock-rule", `path-beneath:${accessTo(path)}:${path}`]),
];

/** Returns the rights on a path. The kernel rejects folder rights on a file. */
const accessTo = (path: string): string =>
  statSync(path).isDirectory() ? "execute,read-file,read-dir" : "read-file";

/** Opens the filter. Its file is deleted at once; each start opens it through its descriptor. */
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

/** Returns true if Node starts at this level and can read the needed files. */
function works(isolation: Isolation, needs: readonly string[]): Promise<boolean> {
  const [program = "", ...args] = [
    ...isolation.command,
    process.execPath,
    "--eval",
    probe,
    ...needs,
  ];
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
