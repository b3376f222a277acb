/** Runs one of the programs of this folder from its TypeScript source through the pinned loader, as long as its parent lives. */
import { register } from "tsx/esm/api";

/** `load`: answers what starts the program. */
export async function run(load) {
  // Before anything is loaded: whoever started this may be gone already.
  const end = () => process.exit(0);
  process.on("disconnect", end);
  if (process.send && !process.connected) end();
  register();
  const { runProcess } = await import("@gradphoto/server/run-process");
  const start = await load();
  process.off("disconnect", end);
  await runProcess(() => start(process.env), 30_000);
}
