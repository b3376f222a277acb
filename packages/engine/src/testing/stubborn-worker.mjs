/** A pool worker without an engine that does what the first byte of a photo says, for tests of the pool itself. */
import { parentPort } from "node:worker_threads";

const doings = {
  e: (bytes) => ({ echoed: new TextDecoder().decode(bytes) }),
  h: () => {
    for (;;);
  },
  t: () => {
    throw new Error("the photo broke something");
  },
  x: () => process.exit(7),
  m: () => {
    const hoard = [];
    for (;;) hoard.push(new Array(1e5).fill(hoard.length));
  },
};

export async function standardize({ id, bytes }) {
  parentPort.postMessage({ jobId: id });
  return doings[String.fromCharCode(bytes[0])](bytes);
}

export const verify = standardize;
export const lookAt = standardize;

export function ready() {}

/** Makes piscina load this file as a module, as it does the real worker. */
await undefined;
