/** Runs one of PostgreSQL's programs to its end. */
import { execFile } from "node:child_process";

export interface Ran {
  readonly code: number;
  readonly output: string;
}

/** Throws when the program cannot be run at all; its own failure is an answer. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: Parameters<typeof execFile>[2],
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { ...options, encoding: "utf8" }, (error, stdout, stderr) => {
      if (error && typeof error.code !== "number") return reject(error);
      resolve({ code: typeof error?.code === "number" ? error.code : 0, output: `${stdout}${stderr}` });
    });
  });
}
