/** Web worker that reads a file without blocking the page; it sends data only to the page. */
import { readSheets } from "./read-sheets.ts";

postMessage("ready");
addEventListener("message", ({ data }: MessageEvent<Uint8Array>) => {
  postMessage(readSheets(data));
});
