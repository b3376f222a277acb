/** A client that does not give up: what was not answered, or answered with a fault, is sent again just as it was. */
import { setTimeout as delay } from "node:timers/promises";
import type { Transport } from "@gradphoto/domain/client";
import { plainTransport } from "../people/client.ts";

const againAfterMs = 250;
const giveUpAfterMs = 120_000;
/** Another process was killed at work under this key: its time has to pass. */
const stillInWork = "idempotency-in-progress";

export const patientTransport: Transport<Blob> = async (request) => {
  const deadline = performance.now() + giveUpAfterMs;
  for (;;) {
    const answer = await plainTransport(request).catch(() => null);
    const isOver = performance.now() > deadline;
    if (answer && (isOver || (answer.status < 500 && !answer.body.includes(stillInWork)))) return answer;
    if (isOver) throw new Error("no answer came within two minutes");
    await delay(againAfterMs);
  }
};
