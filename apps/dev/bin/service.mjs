/** Starts the whole service from its TypeScript sources through the pinned loader. */

// Before anything is loaded: whoever started this may be gone already.
const end = () => process.exit(0);
process.on("disconnect", end);
if (process.send && !process.connected) end();

const { register } = await import("tsx/esm/api");
register();
const { runProcess } = await import("@gradphoto/server/run-process");
const { runService } = await import("../src/run-service.ts");
process.off("disconnect", end);
await runProcess(() => runService(process.env), 30_000);
