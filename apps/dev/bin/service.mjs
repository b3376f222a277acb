/** `npm start`, without what it installs and builds before. */
import { run } from "./run.mjs";

await run(async () => (await import("../src/run-service.ts")).runService);
