/** `node in-memory-environment.mjs script.mjs …` runs a script that holds an engine pool; see memory-environment.mjs. */
import { runInMemoryEnvironment } from "./memory-environment.mjs";

runInMemoryEnvironment([...process.execArgv, ...process.argv.slice(2)]);
