/** Process without work, which reports to the parent how long the machine itself delayed it. */
import { monitorEventLoopDelay } from "node:perf_hooks";

const delays = monitorEventLoopDelay();
delays.enable();
process.on("message", () => {
  process.send?.(delays.max / 1e6);
  delays.reset();
});
process.on("disconnect", () => process.exit(0));
