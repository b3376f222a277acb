/** Asks again and again until the answer is the hoped-for one, as an app that shows progress does. */
import { setTimeout as delay } from "node:timers/promises";

/** Fails with `what` and the last answer when it takes longer than `withinMs`. */
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
    if (performance.now() > deadline) throw new Error(`${what} did not come: ${JSON.stringify(value)?.slice(0, 500)}`);
    await delay(everyMs);
  }
}
