/** Imported before a program: at its end it tells its parent which files of OpenTelemetry are loaded. */
import { createRequire } from "node:module";

process.once("exit", () => {
  process.send?.(Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes("@opentelemetry")));
});
