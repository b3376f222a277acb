/** The programs that an operator runs by hand after a restore, with the settings of the service. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../product/start-product.ts";

export interface Ran {
  readonly code: number | null;
  readonly words: string;
}

export async function runByHand(
  program: "migrate" | "check-objects" | "audit-check" | "rekey",
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  const file = join(root, "apps", "server", "bin", `${program}.mjs`);
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (words += String(bytes)));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, words };
}

/** What a program's last line says, which is JSON. Throws with its words where it is not. */
export function lastLineOf({ words }: Ran): unknown {
  const line = words.trim().split("\n").at(-1) ?? "";
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(words, { cause });
  }
}
