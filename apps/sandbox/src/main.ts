/** Starts the sandbox on this machine, prints its URL, and delivers payment notifications every second. */
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { readConfig } from "./config.ts";
import { openRehearsal } from "./rehearsal.ts";
import { createSandbox } from "./sandbox.ts";
import type { Callback, CallbackAnswer } from "./world.ts";

/** Payment providers time out after five seconds. */
const answerWithinMs = 5000;
const deliverEveryMs = 1000;

async function callBack({ url, headers, body }: Callback): Promise<CallbackAnswer | undefined> {
  try {
    const signal = AbortSignal.timeout(answerWithinMs);
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
}

try {
  const { port, rehearsalFolder, ...config } = readConfig(process.env);
  const { app, deliverDue } = createSandbox({
    clock: () => new Date(),
    randomBytes,
    wait: (ms) => wait(ms),
    callBack,
    ...config,
    ...(rehearsalFolder !== undefined && { settings: openRehearsal(rehearsalFolder) }),
  });
  const url = await app.listen({ host: "127.0.0.1", port });
  process.stdout.write(`${url}\n`);
  process.send?.({ ready: url });
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  process.once("disconnect", stop);
  while (!stopping.signal.aborted) {
    await deliverDue();
    await wait(deliverEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  }
  await app.close();
  // An open IPC channel would keep the process alive.
  if (process.connected) process.disconnect();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
