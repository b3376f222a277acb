/** Starts the program that writes the demo's history, and shows its progress in one line of the terminal. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Log } from "@gradphoto/server/log";
import { z } from "zod";
import type { Environment } from "../../places.ts";

const program = fileURLToPath(new URL("./seed-people.ts", import.meta.url));
const progress = z.object({ share: z.number() });

interface SeedingDeps {
  readonly env: Environment;
  readonly log: Pick<Log, "warn">;
  /** Called when the program has ended by itself, with or without an error. */
  readonly onEnd: () => void;
}

/** Returns a function that stops the program; the next start continues the history. */
export function startSeeding({ env, log, onEnd }: SeedingDeps): () => Promise<void> {
  const child = fork(program, { env: { ...env }, stdio: ["ignore", 2, 2, "ipc"] });
  let hasBegun = false;
  child.on("message", (message) => {
    hasBegun = true;
    show(`演示人物 demo people: ${Math.floor(progress.parse(message).share * 100)} %`);
  });
  let isStopping = false;
  child.once("exit", (code, signal) => {
    if (isStopping) return;
    if (code === 0 && hasBegun) show("演示人物已就绪 Demo people are ready\n");
    if (code !== 0)
      log.warn(
        { exitCode: code, signal },
        "the demo's history is unfinished; the next start continues it",
      );
    onEnd();
  });
  return async () => {
    isStopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
}

/** A file gets only the last line. */
function show(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${line}`);
  else if (line.endsWith("\n")) process.stderr.write(line);
}
