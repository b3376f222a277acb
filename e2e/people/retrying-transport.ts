/** A client that repeats unanswered requests, and those answered with a fault, unchanged. */
import { setTimeout as delay } from "node:timers/promises";
import type { Transport } from "@gradphoto/domain/client";
import { plainTransport } from "./client.ts";

/** First pause in ms. It doubles up to the limit. */
const againAfterMs = 250;
const atMostMs = 2000;
const giveUpAfterMs = 120_000;
/** Error code of a key under which a killed process worked. The key is free again after a while. */
const stillInWork = "idempotency-in-progress";

export interface Setback {
  /** Number of the try, counted from 1. */
  readonly tried: number;
  /** Status; null if there was no answer. */
  readonly status: number | null;
  /** True if no try follows. */
  readonly isLast: boolean;
}

/** Returns a transport that retries. `report` receives each failed try. */
export const retrying =
  (transport: Transport<Blob>, report: (setback: Setback) => void = () => {}): Transport<Blob> =>
  async (request) => {
    const deadline = performance.now() + giveUpAfterMs;
    for (let tried = 1; ; tried++) {
      const answer = await transport(request).catch(() => null);
      if (answer && answer.status < 500 && !answer.body.includes(stillInWork)) return answer;
      const isLast = performance.now() > deadline;
      report({ tried, status: answer?.status ?? null, isLast });
      if (isLast && answer) return answer;
      if (isLast) throw new Error("no answer came within two minutes");
      await delay(Math.min(atMostMs, againAfterMs * 2 ** (tried - 1)));
    }
  };

export const retryingTransport = retrying(plainTransport);
