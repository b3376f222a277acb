/** One API or worker process with the settings of its unit. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { endGently } from "../product/processes.ts";
import { root } from "../product/start-product.ts";

export interface ServiceProcess {
  readonly name: string;
  /** Starts the process. Resolves once it is ready; throws its last lines if it fails. */
  readonly start: () => Promise<void>;
  /** Sends SIGKILL, like a power cut. */
  readonly kill: () => Promise<void>;
  /** Sends SIGTERM and waits for the end. */
  readonly end: () => Promise<void>;
}

/** Environment of the unit. */
const memory = {
  ...{ MALLOC_ARENA_MAX: "1", MALLOC_MMAP_THRESHOLD_: "262144", MALLOC_TRIM_THRESHOLD_: "1048576" },
  NODE_OPTIONS: "--max-semi-space-size=1",
};

export function serviceProcess(
  program: "api" | "worker",
  name: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): ServiceProcess {
  const logFile = join(folder, `${name}.log`);
  let child: ChildProcess | null = null;
  return {
    name,
    start: async () => {
      const started = spawn(
        process.execPath,
        [join(root, "apps", "server", "src", "programs", `${program}.ts`)],
        {
          cwd: folder,
          env: { PATH: process.env.PATH, ...memory, ...env },
          stdio: ["ignore", "pipe", "pipe"],
        },
      );
      child = started;
      started.stderr.pipe(createWriteStream(logFile, { flags: "a" }));
      for await (const _line of createInterface({ input: started.stdout })) return;
      throw new Error(`${name} did not start:\n${readFileSync(logFile, "utf8").slice(-2000)}`);
    },
    kill: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
    end: async () => {
      if (child) await endGently(child);
    },
  };
}
