/** Runs one of the scripts of this folder from its TypeScript source: `node e2e/run.mjs story/story.ts`. */
import { pathToFileURL } from "node:url";
import { register } from "tsx/esm/api";

register();
const [script = ""] = process.argv.slice(2, 3);
process.argv.splice(2, 1);
await import(new URL(script, pathToFileURL(`${import.meta.dirname}/`)).href);
