/** Decoder process without a decoder, controlled by the first byte of a photo, for tests of the pool itself. */
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { serveJobs } from "../node/serve-jobs.ts";

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "no code";

function failure(work: () => void): string {
  try {
    work();
    return "done";
  } catch (error) {
    return codeOf(error);
  }
}

const doings: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
  e: (bytes) => ({ echoed: new TextDecoder().decode(bytes) }),
  h: () => {
    for (;;);
  },
  t: () => {
    throw new Error("the photo broke something");
  },
  p: () => process.pid,
  x: () => process.exit(7),
  s: () => process.abort(),
  m: () => {
    const hoard: number[][] = [];
    for (;;) hoard.push(new Array(1e5).fill(hoard.length));
  },
  b: () => {
    const hoard: Buffer[] = [];
    for (;;) hoard.push(Buffer.alloc(2 ** 26, hoard.length));
  },
  /** Simulates what a file would look for after taking over the process. */
  l: async (bytes) => ({
    environment: Object.keys(process.env).sort(),
    uid: process.getuid?.(),
    folder: process.cwd(),
    reads: new TextDecoder()
      .decode(bytes.subarray(1))
      .split(" ")
      .map((path) => failure(() => readFileSync(path))),
    network: await new Promise((resolve) => {
      const socket = connect(9, "127.0.0.1");
      socket.once("error", (error) => resolve(codeOf(error)));
      socket.once("connect", () => resolve("connected"));
    }),
  }),
};

await serveJobs<object, { readonly bytes: Uint8Array }>(
  async () =>
    async ({ bytes }) =>
      doings[String.fromCharCode(bytes[0] ?? 0)]?.(bytes),
);
