#!/usr/bin/env node
/** The entry of the command: reads the arguments, runs one command, ends with its exit code. */
import { CommanderError } from "commander";
import { exitCode } from "./exit-code.ts";
import { buildProgram } from "./program.ts";
import { openTerminal, requestedLanguage } from "./terminal.ts";
import { WriteError } from "./write-file.ts";

/** A reader that closes early (`| head`) is no error of ours. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(process.exitCode);
});

const terminal = openTerminal(requestedLanguage(process.argv.slice(2), process.env.LANG));
try {
  await buildProgram(terminal, (code) => {
    process.exitCode = code;
  }).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCode.made : exitCode.usage;
  } else if (error instanceof WriteError) {
    terminal.note(error.problem);
    process.exitCode = exitCode.unwritable;
  } else {
    process.stderr.write(`gradphoto: ${reasonsOf(error).join(": ")}\n`);
    process.exitCode = exitCode.broken;
  }
}

function reasonsOf(error: unknown): string[] {
  return error instanceof Error ? [error.message, ...(error.cause ? reasonsOf(error.cause) : [])] : [String(error)];
}
