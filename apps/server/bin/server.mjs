/** Starts the server from its TypeScript sources through the pinned loader. */

// Before anything is loaded: whoever started this may be gone already.
const end = () => process.exit(0);
process.on("disconnect", end);
if (process.send && !process.connected) end();

const { register } = await import("tsx/esm/api");
register();
await import("../src/main.ts");
process.off("disconnect", end);
