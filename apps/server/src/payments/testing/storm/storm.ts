/**
 * `npm run storm`: runs random sequences of payments, faults and crashes, then compares the service's books with the
 * sandbox's.
 */
import { parseArgs } from "node:util";
import { postgresFolder, removePostgresOf } from "@gradphoto/local-postgres/testing";
import { runStorm } from "./run-storm.ts";

const help = `npm run storm -- [--sequences N] [--seed S] [--from F | --only K]

Runs N (1000) random sequences of orders, payments, refunds and closes with everything WeChat Pay may do wrong, while the
service dies and comes back, on a real PostgreSQL and the sandbox. Then the sandbox's own books are compared with ours.
The same seed S (1) makes the same sequences; F (0) is the first one that is run, --only K runs the sequence K alone.`;

const { values } = parseArgs({
  options: {
    sequences: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    only: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const count = Number(values.only === undefined ? values.sequences : "1");
const [from, seed] = [Number(values.only ?? values.from), Number(values.seed)];
if (values.help || ![count, from, seed].every((value) => Number.isInteger(value) && value >= 0)) {
  console.error(help);
  process.exit(values.help ? 0 : 64);
}

const progressEveryMs = 5000;
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stopping.abort());

const began = Date.now();
let nextProgress = began;
let ran = 0;
const onProgress = (done: number): void => {
  ran = done;
  if (Date.now() < nextProgress && done < count) return;
  nextProgress = Date.now() + progressEveryMs;
  const perSecond = done / ((Date.now() - began) / 1000);
  const minutesLeft = (count - done) / perSecond / 60;
  console.error(
    `${done} of ${count} sequences, ${perSecond.toFixed(1)} per second, ${minutesLeft.toFixed(1)} min left`,
  );
};

try {
  await removePostgresOf(process.pid);
  const violations = await runStorm({
    folder: postgresFolder(process.pid),
    seed,
    from,
    to: from + count,
    signal: stopping.signal,
    onViolation: (text) => process.stdout.write(`${text}\n`),
    onProgress,
  });
  process.stdout.write(`${JSON.stringify({ program: "storm", sequences: ran, violations })}\n`);
  process.exitCode = violations === 0 && ran === count ? 0 : 1;
} finally {
  await removePostgresOf(process.pid);
}
