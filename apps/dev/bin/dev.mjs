/** `npm run dev`, without what it installs before. */
import { run } from "./run.mjs";

await run(async () => (await import("../src/run-dev.ts")).runDev);
