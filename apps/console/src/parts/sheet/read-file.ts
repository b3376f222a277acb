/** Reads the sheets of a file that a person chose, within the browser. */
import { mostFileBytes, type ReadSheets } from "./sheet.ts";

/** Of a file made to take for ever. */
const withinMs = 60_000;

export async function readFile(file: Blob): Promise<ReadSheets> {
  if (file.size > mostFileBytes) return { fault: "too-large" };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const worker = new Worker(new URL("./sheet-worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise<ReadSheets>((resolve) => {
      setTimeout(() => resolve({ fault: "too-slow" }), withinMs);
      worker.addEventListener("message", ({ data }: MessageEvent<ReadSheets>) => resolve(data));
      // It ran out of memory, or its own file did not come.
      worker.addEventListener("error", () => resolve({ fault: "broken" }));
      worker.postMessage(bytes, [bytes.buffer]);
    });
  } finally {
    worker.terminate();
  }
}
