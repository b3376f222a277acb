/** Starts the service from its TypeScript sources through the pinned loader. */
import { register } from "tsx/esm/api";

register();
const { runApi } = await import("../src/api.ts");
await runApi();
