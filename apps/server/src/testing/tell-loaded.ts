/** Imported before a program: its last line of all tells which files of OpenTelemetry are loaded. */
import { writeSync } from "node:fs";
import { createRequire } from "node:module";

process.once("exit", () => {
  const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes("@opentelemetry"));
  writeSync(1, `${JSON.stringify(loaded)}\n`);
});
