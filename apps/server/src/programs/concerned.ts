/** Lists whom a leak concerns and ends. */
import { runConcerned } from "../concerned.ts";

process.exitCode = await runConcerned(process.argv.slice(2), process.env, {
  say: (words) => process.stdout.write(`${words}\n`),
  warn: (words) => process.stderr.write(`${words}\n`),
});
