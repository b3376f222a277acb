/** What a page takes over the line, byte for byte as the browser's own protocol counts them, by what it is for. */
import type { CDPSession } from "@playwright/test";

export interface OnTheWire {
  readonly bytes: number;
  readonly requests: number;
  /** Of `bytes`: the page itself, its scripts and styles; what the service answered; pictures. */
  readonly program: number;
  readonly answers: number;
  readonly pictures: number;
}

type Kind = "program" | "answers" | "pictures";

const kinds: Readonly<Record<string, Kind>> = { Fetch: "answers", XHR: "answers", Image: "pictures" };

/** Counts from now on; answers how to read what came so far, after which it counts anew. */
export async function countBytes(devtools: CDPSession): Promise<() => OnTheWire> {
  let sums = { requests: 0, program: 0, answers: 0, pictures: 0 };
  const kindOf = new Map<string, Kind>();
  devtools.on("Network.responseReceived", ({ requestId, type }) => {
    kindOf.set(requestId, kinds[type] ?? "program");
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kindOf.get(requestId);
    // Nothing came of what lay in the cache, and data: addresses are no requests.
    if (kind === undefined || encodedDataLength === 0) return;
    sums = { ...sums, requests: sums.requests + 1, [kind]: sums[kind] + encodedDataLength };
  });
  await devtools.send("Network.enable");
  return () => {
    const { program, answers, pictures } = sums;
    const read = { bytes: program + answers + pictures, ...sums };
    sums = { requests: 0, program: 0, answers: 0, pictures: 0 };
    return read;
  };
}
