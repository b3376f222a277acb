/** Starts the API from its TypeScript sources through the pinned loader. */
import { register } from "tsx/esm/api";

register();
const { startApi } = await import("../src/api.ts");
const { runProcess } = await import("../src/run-process.ts");
await runProcess(() => startApi(process.env), 10_000);
