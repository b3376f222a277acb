/** The way to two processes that serve the same, as a proxy finds it: where one does not answer at all, the other is asked. */
import { setTimeout as delay } from "node:timers/promises";
import { fetchTransport, type Transport } from "@gradphoto/domain/client";

const giveUpAfterMs = 20_000;
const againAfterMs = 100;

export interface TwoDoors {
  readonly transport: Transport<Blob>;
  readonly fetch: typeof fetch;
  /** Requests that went to the other process because the first did not answer. */
  readonly turned: () => number;
}

/** Addresses begin with the first of `urls`, whichever process they go to. `address`: whom the proxy names as the caller. */
export function openTwoDoors(urls: readonly [string, string], address: string): TwoDoors {
  let [asked, turned] = [0, 0];
  const throughDoors: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("x-forwarded-for", address);
    const deadline = performance.now() + giveUpAfterMs;
    asked += 1;
    for (let tried = 0; ; tried++) {
      const door = urls[(asked + tried) % urls.length] ?? urls[0];
      try {
        return await fetch(String(input).replace(urls[0], door), { ...init, headers });
      } catch (error) {
        if (performance.now() > deadline) throw error;
        turned += 1;
        if (tried > 0) await delay(againAfterMs);
      }
    }
  };
  return {
    transport: fetchTransport<Blob, FormData>({ fetch: throughDoors, FormData }),
    fetch: throughDoors,
    turned: () => turned,
  };
}
