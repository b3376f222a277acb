/** Programs that an operator runs by hand with the settings of the service. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./start-product.ts";

export interface Ran {
  readonly code: number | null;
  readonly words: string;
}

export async function runByHand(
  file: `src/programs/${string}.ts`,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, "apps", "server", file), ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes) => (words += String(bytes)));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, words: words.trim() };
}

export const lastWordsOf = ({ words }: Pick<Ran, "words">): string =>
  words.split("\n").at(-1) ?? "";

/** Parses the last line as JSON. Throws the output if it is none. */
export function lastLineOf({ words }: Pick<Ran, "words">): unknown {
  try {
    return JSON.parse(lastWordsOf({ words }));
  } catch (cause) {
    throw new Error(words, { cause });
  }
}
