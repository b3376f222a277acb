/** The command in tests: photos to give it, and its runs, in this process or like a shell, with their output. */
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import { runCommand } from "../run-command.ts";
import { requestedLanguage } from "../terminal.ts";

const { resolve } = createRequire(import.meta.url);
const inPackage = (name: string, path: string): string =>
  join(dirname(resolve(`${name}/package.json`)), path);
const face = (file: string): string => inPackage("material-kit", `assets/img/faces/${file}`);

/** Frontal and without a reason for refusal, but the face is small enough for a warning. */
export const acceptablePhoto = face("marc.jpg");
/** A laughing person with a hat. */
export const refusedPhoto = face("christian.jpg");
export const folderOfFaces = dirname(acceptablePhoto);
export const photoWithoutFace = inPackage("soft-ui-dashboard", "assets/img/home-decor-1.jpg");

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command in this process, which saves the start of a program. Calls must not overlap, because they share the
 * output streams.
 */
export async function runGradphoto(
  args: readonly string[],
  { LANG }: { readonly LANG: string } = { LANG: "C.UTF-8" },
): Promise<Ran> {
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  try {
    const code = await runCommand(args, requestedLanguage(args, LANG));
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    stdout.restore();
    stderr.restore();
  }
}

function capture(stream: NodeJS.WriteStream) {
  const written: string[] = [];
  const spy = vi
    .spyOn(stream, "write")
    .mockImplementation((text) => written.push(String(text)) > 0);
  return { text: () => written.join(""), restore: () => spy.mockRestore() };
}

const program = fileURLToPath(new URL("../main.ts", import.meta.url));

/** Starts the command in a separate process, like a shell. */
export function startGradphoto(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    env: { ...process.env, LANG: "C.UTF-8" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

export async function endOf(child: ChildProcess): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  return { code, stdout, stderr };
}
