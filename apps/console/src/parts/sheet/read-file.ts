/** Reads the sheets of a file that a person chose, within the browser. */
import { mostFileBytes, type ReadSheets } from "./sheet.ts";

/** Of a file made to take for ever. */
const withinMs = 60_000;

export async function readFile(file: Blob): Promise<ReadSheets> {
  if (file.size > mostFileBytes) return { fault: "too-large" };
  // A folder, or a file that another program holds, has moved or keeps elsewhere.
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return { fault: "out-of-reach" };
  let isThere = false;
  const worker = new Worker(new URL("./sheet-worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise<ReadSheets>((resolve) => {
      setTimeout(() => resolve({ fault: "too-slow" }), withinMs);
      worker.addEventListener("message", ({ data }: MessageEvent<ReadSheets | "ready">) => {
        if (data !== "ready") return resolve(data);
        isThere = true;
      });
      // It ran out of memory, or its own file did not come.
      worker.addEventListener("error", () => resolve({ fault: isThere ? "broken" : "reader-missing" }));
      worker.postMessage(new Uint8Array(bytes), [bytes]);
    });
  } finally {
    worker.terminate();
  }
}
