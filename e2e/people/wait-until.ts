/** Polls until a value has arrived. */
import { setTimeout as delay } from "node:timers/promises";

/** Waits for a value. Fails with `what` and the last value after `withinMs`. */
export async function waitUntil<Value>(
  what: string,
  read: () => Promise<Value>,
  isDone: (value: Value) => boolean,
  withinMs = 180_000,
  everyMs = 200,
): Promise<Value> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    if (performance.now() > deadline)
      throw new Error(`${what} did not come: ${JSON.stringify(value)?.slice(0, 500)}`);
    await delay(everyMs);
  }
}

/** Waits for a value that a scheduled job brings, and lets the job run now and again instead of once a minute. */
export const waitHastened = <Value>(
  what: string,
  hasten: () => Promise<void>,
  read: () => Promise<Value>,
  isDone: (value: Value) => boolean,
): Promise<Value> =>
  waitUntil(
    what,
    async () => {
      await hasten();
      return read();
    },
    isDone,
    180_000,
    1000,
  );
