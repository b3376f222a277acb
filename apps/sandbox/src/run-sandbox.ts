/** Runs a sandbox on this machine that delivers payment notifications every second. */
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { createSandbox, type SandboxOptions } from "./sandbox.ts";
import type { Callback, CallbackAnswer } from "./world.ts";

/** Payment providers time out after five seconds. */
const answerWithinMs = 5000;
const deliverEveryMs = 1000;

async function callBack({ url, headers, body }: Callback): Promise<CallbackAnswer | undefined> {
  try {
    const signal = AbortSignal.timeout(answerWithinMs);
    const response = await fetch(url, {
      method: "POST",
      headers,
      body,
      signal,
      redirect: "manual",
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
}

export interface RunningSandbox {
  readonly url: string;
  readonly stop: () => void;
  /** Resolves after `stop`, once every open request is answered. */
  readonly ended: Promise<void>;
}

/** `port` 0 picks any free one. */
export async function runSandbox({
  port,
  ...options
}: Pick<SandboxOptions, "booksFile" | "settings"> & {
  readonly port: number;
}): Promise<RunningSandbox> {
  const { app, deliverDue } = createSandbox({
    clock: () => new Date(),
    randomBytes,
    wait: (ms) => wait(ms),
    callBack,
    ...options,
  });
  const url = await app.listen({ host: "127.0.0.1", port });
  const stopping = new AbortController();
  const deliver = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await deliverDue();
      await wait(deliverEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    await app.close();
  };
  return { url, stop: () => stopping.abort(), ended: deliver() };
}
