/** Engine worker in a browser. It is a classic script, because LiteRT loads itself by importScripts. */
import { loadLiveStage } from "./load-live-stage.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { serveEngine } from "./serve-engine.ts";

const report = (message: FromWorker): void => self.postMessage(message);
const receive = serveEngine(report, (urls, onBytes) =>
  loadLiveStage((file) => urls.get(file) ?? file, onBytes),
);

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => receive(data));
// A promise that the runtime dropped would otherwise leave its caller waiting forever.
self.addEventListener("unhandledrejection", ({ reason }) =>
  report({ type: "unusable", message: String(reason) }),
);
