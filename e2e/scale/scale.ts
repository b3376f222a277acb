/**
 * Command `npm run scale`. First a hundred students use one API and one worker. Then a thousand use three APIs and four
 * workers, which are killed, disconnected and upgraded. `-- --students N` uses fewer. The last line of output is JSON.
 */
import { parseArgs } from "node:util";
import { missingPackages } from "../debian/programs.ts";
import { openCluster, removeLogs } from "./cluster.ts";
import { runTrial } from "./trial.ts";

const { values } = parseArgs({
  options: {
    students: { type: "string", default: "1000" },
    apis: { type: "string", default: "3" },
    workers: { type: "string", default: "4" },
    minutes: { type: "string", default: "20" },
  },
});
const printResult = (figures: object): boolean =>
  process.stdout.write(`${JSON.stringify({ program: "scale", ...figures })}\n`);
const startedMs = performance.now();
const logProgress = (text: string): void => {
  process.stderr.write(
    `${((performance.now() - startedMs) / 1000).toFixed(1).padStart(6)} s  ${text}\n`,
  );
};

const missing = missingPackages({
  initdb: "postgresql",
  pgbouncer: "pgbouncer",
  radosgw: "radosgw",
  "radosgw-admin": "radosgw",
  nginx: "nginx",
  openssl: "openssl",
});
if (missing !== null) {
  logProgress(`skipped; it needs: ${missing}`);
  printResult({ skipped: missing });
  process.exit(0);
}
const [students, apis, workers, minutes] = [
  values.students,
  values.apis,
  values.workers,
  values.minutes,
].map(Number);
if (!(students && apis && workers && minutes))
  throw new Error("--students, --apis, --workers, --minutes take a number");
/** Stops the servers when this process is interrupted, also those that are still starting. */
const stopOnSignal = (stop: () => Promise<void>): void => {
  for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, () => void stop().then(() => process.exit(1)));
};
const cluster = await openCluster({ apis, workers }, logProgress, stopOnSignal);
let hasPassed = false;
try {
  const trial = await runTrial(cluster, { students, minutes }, logProgress);
  printResult(trial.figures);
  hasPassed = trial.hasPassed;
} finally {
  await cluster.stop();
  if (hasPassed) removeLogs(cluster);
  else logProgress(`the logs are in ${cluster.folder}`);
}
process.exit(hasPassed ? 0 : 1);
