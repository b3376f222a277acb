/** Preload for a program: at exit it prints the loaded OpenTelemetry files as the last line. */
import { writeSync } from "node:fs";
import { registerHooks } from "node:module";

const loaded: string[] = [];
registerHooks({
  load: (url, context, nextLoad) => {
    if (url.includes("@opentelemetry")) loaded.push(url);
    return nextLoad(url, context);
  },
});
process.once("exit", () => writeSync(1, `${JSON.stringify(loaded)}\n`));
