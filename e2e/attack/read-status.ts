/**
 * Child process that polls the status of students who are not attacked, over one open connection, and sends the delays
 * to the parent.
 */
import { Agent, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

const everyMs = 20;
/** Time limit of a read, longer than any acceptable delay. */
const giveUpAfterMs = 60_000;

const reading = z.object({
  url: z.string(),
  /** Readers take turns, because one session may not read so often. */
  readers: z
    .array(z.object({ path: z.string(), headers: z.record(z.string(), z.string()) }))
    .min(1),
});

const { url, readers } = reading.parse(JSON.parse(process.argv[2] ?? ""));
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let waits: number[] = [];
let refused: string[] = [];

const read = (number: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const { path = "", headers = {} } = readers[number % readers.length] ?? {};
    const outgoing = request(
      `${url}${path}`,
      { agent, headers, timeout: giveUpAfterMs },
      (answer) => {
        answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
      },
    );
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer"))).on("error", reject);
    outgoing.end();
  });

process.on("message", () => {
  process.send?.({ waits, refused });
  waits = [];
  refused = [];
});
process.on("disconnect", () => process.exit(0));

for (let number = 0; ; number++) {
  const beganMs = performance.now();
  try {
    const status = await read(number);
    if (status !== 200) refused.push(String(status));
  } catch (error) {
    refused.push(error instanceof Error ? error.message : String(error));
  }
  const tookMs = performance.now() - beganMs;
  waits.push(Math.round(tookMs * 10) / 10);
  await delay(Math.max(0, everyMs - tookMs));
}
