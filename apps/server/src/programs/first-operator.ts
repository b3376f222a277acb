/** Creates the first operator and ends. */
import { terminal } from "../by-hand.ts";
import { runFirstOperator } from "../first-operator.ts";

process.exit(await runFirstOperator(process.argv.slice(2), process.env, terminal));
