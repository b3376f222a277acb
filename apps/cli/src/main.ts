#!/usr/bin/env node
/** Entry point of the command: passes arguments and language on, and sets the exit code. */
import { runCommand } from "./run-command.ts";
import { requestedLanguage } from "./terminal.ts";

/** A reader that closes the pipe early (`| head`) is no error. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(process.exitCode);
});

const args = process.argv.slice(2);
process.exitCode = await runCommand(args, requestedLanguage(args, process.env.LANG));
