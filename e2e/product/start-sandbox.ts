/** The sandbox as a process on a free port. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { endGently } from "./processes.ts";

export interface RunningSandbox {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts a sandbox. `env` adds settings. */
export async function startSandbox(
  root: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningSandbox> {
  const child = spawn(process.execPath, [join(root, "apps", "sandbox", "src", "main.ts")], {
    env: { PATH: process.env.PATH, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (URL.canParse(line)) return { url: line, stop: () => endGently(child) };
  }
  throw new Error("The sandbox did not start; its words are above");
}
