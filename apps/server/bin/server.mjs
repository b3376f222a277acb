/** Starts the server from its TypeScript sources through the pinned loader. */
import { register } from "tsx/esm/api";

register();
await import("../src/main.ts");
