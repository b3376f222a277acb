/**
 * `npm run scale`: a hundred students walk through one API and one worker, then a thousand through three and four that are
 * killed, cut off and upgraded meanwhile. `-- --students N` walks fewer. The last line is JSON.
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
const tell = (figures: object): boolean => process.stdout.write(`${JSON.stringify({ bench: "scale", ...figures })}\n`);
const startedMs = performance.now();
const say = (words: string): void => {
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
  say(`skipped; it needs: ${missing}`);
  tell({ skipped: missing });
  process.exit(0);
}
const size = { apis: Number(values.apis), workers: Number(values.workers) };
const cluster = await openCluster(size, say);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void cluster.stop().then(() => process.exit(1)));
let isRight = false;
try {
  const trial = await runTrial(cluster, { students: Number(values.students), minutes: Number(values.minutes) }, say);
  tell(trial.figures);
  isRight = trial.isRight;
} finally {
  await cluster.stop();
  if (isRight) removeLogs(cluster);
  else say(`the logs are in ${cluster.folder}`);
}
process.exit(isRight ? 0 : 1);
