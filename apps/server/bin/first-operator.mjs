/** Creates the first operator and ends, from its TypeScript sources through the pinned loader. */
import { register } from "tsx/esm/api";

register();
const { runFirstOperator } = await import("../src/first-operator.ts");
process.exit(
  await runFirstOperator(process.argv.slice(2), process.env, {
    say: (words) => process.stdout.write(`${words}\n`),
    warn: (words) => process.stderr.write(`${words}\n`),
  }),
);
