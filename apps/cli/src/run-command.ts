/** Runs one command in this process: parses the arguments, and always ends with an exit code, even after an error. */
import type { Language } from "@gradphoto/domain/photo-standard";
import { CommanderError } from "commander";
import { buildProgram } from "./program.ts";
import { type ExitCode, exitCode, openTerminal } from "./terminal.ts";
import { WriteError } from "./write-atomically.ts";

export async function runCommand(args: readonly string[], language: Language): Promise<ExitCode> {
  const terminal = openTerminal(language);
  let code: ExitCode = exitCode.made;
  const end = (ended: ExitCode): void => {
    code = ended;
  };
  try {
    await buildProgram(terminal, end).parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCode.made : exitCode.usage;
    if (error instanceof WriteError) {
      terminal.note(error.problem);
      return exitCode.unwritable;
    }
    process.stderr.write(`gradphoto: ${reasonsOf(error).join(": ")}\n`);
    return exitCode.broken;
  }
}

function reasonsOf(error: unknown): string[] {
  return error instanceof Error
    ? [error.message, ...(error.cause ? reasonsOf(error.cause) : [])]
    : [String(error)];
}
