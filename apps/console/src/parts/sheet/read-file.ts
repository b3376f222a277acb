/** Reads the sheets of a chosen file, within the browser. */
import { maxFileBytes, type ReadSheets } from "./sheet.ts";

/** Timeout against files made to take forever. */
const withinMs = 60_000;

export async function readFile(file: Blob): Promise<ReadSheets> {
  if (file.size > maxFileBytes) return { fault: "too-large" };
  // A folder, a moved file, or a file locked by another program.
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
      // The worker ran out of memory, or its script failed to load.
      worker.addEventListener("error", () =>
        resolve({ fault: isThere ? "broken" : "reader-missing" }),
      );
      worker.postMessage(new Uint8Array(bytes), [bytes]);
    });
  } finally {
    worker.terminate();
  }
}
