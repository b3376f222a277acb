/** Brings everything under the newest keys and ends, from its TypeScript sources through the pinned loader. */
import { register } from "tsx/esm/api";

register();
const { runRekey } = await import("../src/rekey.ts");
process.exit(
  await runRekey(process.argv.slice(2), process.env, {
    say: (words) => process.stdout.write(`${words}\n`),
    warn: (words) => process.stderr.write(`${words}\n`),
  }),
);
