/** Brings everything under the newest keys and ends. */
import { terminal } from "../by-hand.ts";
import { runRekey } from "../rekey.ts";

process.exit(await runRekey(process.argv.slice(2), process.env, terminal));
