/** Reads a person's file beside the page, so that the page never stands still; nothing is sent from here to anybody but the page. */
import { readSheets } from "./read-sheets.ts";

postMessage("ready");
addEventListener("message", ({ data }: MessageEvent<Uint8Array>) => {
  postMessage(readSheets(data));
});
