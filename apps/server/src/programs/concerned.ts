/** Lists whom a leak concerns and ends. */
import { terminal } from "../by-hand.ts";
import { runConcerned } from "../concerned.ts";

process.exitCode = await runConcerned(process.argv.slice(2), process.env, terminal);
