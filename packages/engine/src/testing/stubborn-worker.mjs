/** A decoder's process without a decoder that does what the first byte of a photo says, for tests of the pool itself. */
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { importBuilt } from "../../bin/import-built.mjs";

const { serveJobs } = await importBuilt(
  new URL("../node/serve-jobs.ts", import.meta.url),
  new URL("../../build/", import.meta.url),
);

const failure = (work) => {
  try {
    work();
    return "done";
  } catch (error) {
    return error.code;
  }
};

const doings = {
  e: (bytes) => ({ echoed: new TextDecoder().decode(bytes) }),
  h: () => {
    for (;;);
  },
  t: () => {
    throw new Error("the photo broke something");
  },
  x: () => process.exit(7),
  s: () => process.abort(),
  m: () => {
    const hoard = [];
    for (;;) hoard.push(new Array(1e5).fill(hoard.length));
  },
  /** What a file that has taken the process over would look for. */
  l: async (bytes) => ({
    environment: Object.keys(process.env).sort(),
    uid: process.getuid(),
    folder: process.cwd(),
    reads: new TextDecoder()
      .decode(bytes.subarray(1))
      .split(" ")
      .map((path) => failure(() => readFileSync(path))),
    network: await new Promise((resolve) => {
      const socket = connect(9, "127.0.0.1");
      socket.once("error", ({ code }) => resolve(code));
      socket.once("connect", () => resolve("connected"));
    }),
  }),
};

await serveJobs(
  async () =>
    async ({ bytes }) =>
      doings[String.fromCharCode(bytes[0])](bytes),
);
