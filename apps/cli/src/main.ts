#!/usr/bin/env node
/** The entry of the command: its arguments and language, and its exit code. */
import { runCommand } from "./run-command.ts";
import { requestedLanguage } from "./terminal.ts";

/** A reader that closes early (`| head`) is no error of ours. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(process.exitCode);
});

const args = process.argv.slice(2);
process.exitCode = await runCommand(args, requestedLanguage(args, process.env.LANG));
