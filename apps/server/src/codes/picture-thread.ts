/** What the thread runs: one picture in, the text of its code or a refusal out. */
import { parentPort, workerData } from "node:worker_threads";
import { createSharpCodec } from "@gradphoto/engine/node";
import type { ThreadSettings } from "./picture-reader.ts";
import { readCodePicture } from "./read-code-picture.ts";

const settings: ThreadSettings = workerData;
const codec = createSharpCodec(settings);

parentPort?.on("message", async (picture: Uint8Array) => {
  parentPort?.postMessage(await readCodePicture(codec, picture));
});
parentPort?.postMessage("ready");
