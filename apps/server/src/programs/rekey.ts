/** Brings everything under the newest keys and ends. */
import { runRekey } from "../rekey.ts";

process.exit(
  await runRekey(process.argv.slice(2), process.env, {
    say: (words) => process.stdout.write(`${words}\n`),
    warn: (words) => process.stderr.write(`${words}\n`),
  }),
);
