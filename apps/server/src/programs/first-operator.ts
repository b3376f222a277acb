/** Creates the first operator and ends. */
import { runFirstOperator } from "../first-operator.ts";

const code = await runFirstOperator(process.argv.slice(2), process.env, {
  say: (words) => process.stdout.write(`${words}\n`),
  warn: (words) => process.stderr.write(`${words}\n`),
});
process.exit(code);
