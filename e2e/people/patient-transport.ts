/** A client that does not give up: what was not answered, or answered with a fault, is sent again just as it was. */
import { setTimeout as delay } from "node:timers/promises";
import type { Transport } from "@gradphoto/domain/client";
import { plainTransport } from "./client.ts";

/** The first time; twice as long each time after, up to the other. */
const repeatAfterMs = 250;
const atMostMs = 2000;
const giveUpAfterMs = 120_000;
/** Another process was killed at work under this key: its time has to pass. */
const stillInWork = "idempotency-in-progress";

export interface Setback {
  /** 1, 2, 3 … of one request. */
  readonly tried: number;
  /** null: no answer came. */
  readonly status: number | null;
  /** It is not sent again. */
  readonly isLast: boolean;
}

/** `tell`: hears of each try that was not answered, or with a fault. */
export const patient =
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
      await delay(Math.min(atMostMs, repeatAfterMs * 2 ** (tried - 1)));
    }
  };

export const patientTransport = patient(plainTransport);
