/**
 * Command `npm run scale`: a hundred students on one API and one worker, then a thousand on three and four that are
 * killed, disconnected and upgraded meanwhile. `-- --students N` takes fewer. The last line is JSON.
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
const report = (figures: object): boolean =>
  process.stdout.write(`${JSON.stringify({ program: "scale", ...figures })}\n`);
const startedMs = performance.now();
const print = (words: string): void => {
  process.stderr.write(`${((performance.now() - startedMs) / 1000).toFixed(1).padStart(6)} s  ${words}\n`);
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
  print(`skipped; it needs: ${missing}`);
  report({ skipped: missing });
  process.exit(0);
}
const [students, apis, workers, minutes] = [values.students, values.apis, values.workers, values.minutes].map(Number);
if (!(students && apis && workers && minutes))
  throw new Error("--students, --apis, --workers, --minutes take a number");
/** Stops the servers when this process is interrupted, also those that are still starting. */
const stopWithUs = (stop: () => Promise<void>): void => {
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void stop().then(() => process.exit(1)));
};
const cluster = await openCluster({ apis, workers }, print, stopWithUs);
let isRight = false;
try {
  const trial = await runTrial(cluster, { students, minutes }, print);
  report(trial.figures);
  isRight = trial.isRight;
} finally {
  await cluster.stop();
  if (isRight) removeLogs(cluster);
  else print(`the logs are in ${cluster.folder}`);
}
process.exit(isRight ? 0 : 1);
