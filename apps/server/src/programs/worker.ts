/** Background worker: makes photos and runs periodic jobs. Any number of workers may run, on any machines. */
import { randomBytes } from "node:crypto";
import { constants, setPriority } from "node:os";
import type { JobKind } from "@gradphoto/domain";
import { createEnginePool } from "@gradphoto/engine/node";
import { readOldestWaiting } from "../core/audit/chain-batch.ts";
import { runChaining } from "../core/audit/run-chaining.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import { requireIsolation } from "../doctor/decoder-isolation.ts";
import { readFaceCount } from "../health/count-faces.ts";
import { systemClock, systemIds } from "../infra/clock.ts";
import { openDatabase } from "../infra/db/database.ts";
import { createWriteState } from "../infra/db/write-state.ts";
import { createJobTable } from "../infra/jobs/job-table.ts";
import { type JobWork, type RunDeps, runJobs } from "../infra/jobs/run-jobs.ts";
import { createMetrics, type Metrics } from "../infra/metrics/metrics.ts";
import { serveMetrics } from "../infra/metrics/serve-metrics.ts";
import {
  watchAudit,
  watchClock,
  watchEngine,
  watchFaces,
  watchPool,
  watchQueues,
  watchScheduled,
  watchStore,
  watchWrites,
} from "../infra/metrics/watch-service.ts";
import { createStoreState } from "../infra/object-store/store-state.ts";
import { startTracing } from "../infra/tracing/start-tracing.ts";
import { traceStatements } from "../infra/tracing/trace-statements.ts";
import { createClockState } from "../infra/vitals/clock-state.ts";
import { writeHeartbeat } from "../infra/vitals/vitals.ts";
import { openPorts } from "../ports.ts";
import { serviceJobs } from "../service-jobs.ts";
import { databaseOf, readServiceConfig } from "../settings/service-config.ts";
import { checkDatabase, waitForDatabase } from "./check-database.ts";
import { openServiceLog, type RunningProgram, runProcess } from "./run-process.ts";
import { buildLabels, serviceVersion } from "./service-version.ts";

/** Time limit of a photo, shorter than the lease of the job, so that a photo that hangs is reported as such. */
const photoTimeoutMs = 10_000;

export type WorkerDeps = Omit<RunDeps, "metrics"> & { readonly metrics: Metrics };

/** Runs the worker inside any process. Returns a function that stops it after finishing the photos in progress. */
export async function runWorker(deps: WorkerDeps): Promise<() => Promise<void>> {
  const { db, metrics } = deps;
  watchQueues(metrics, createJobTable(db));
  return runJobs(deps);
}

/** Wraps the work so that jobs in progress are counted. */
function counting<Name extends JobKind>(work: JobWork<Name>) {
  let now = 0;
  const run: typeof work.run = async (data) => {
    now += 1;
    try {
      return await work.run(data);
    } finally {
      now -= 1;
    }
  };
  return { work: { ...work, run }, inWork: () => now };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Starts a worker with its own database connection and engine pool. */
export async function startWorker(
  env: Environment,
  { leavesSchedule }: Pick<RunDeps, "leavesSchedule"> = {},
): Promise<RunningProgram> {
  // Photos are made in the background, so their threads yield to those that serve requests.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const { config, secrets } = readServiceConfig(env);
  const log = openServiceLog("worker", config);
  const tracing = await startTracing({
    collectorUrl: config.collectorUrl,
    service: "worker",
    version: serviceVersion,
    log,
  });
  const { db, pool, close } = openDatabase(
    { ...databaseOf(secrets), connections: config.databasePool },
    { warn: (message) => log.warn(message) },
  );
  if (config.collectorUrl !== null) traceStatements(pool);
  try {
    if (!config.demo) await waitForDatabase(pool, log);
    await checkDatabase(pool, config);
    await requireIsolation(config);
    const engine = await createEnginePool({
      workers: config.engineWorkers,
      timeoutMs: photoTimeoutMs,
      maxWaiting: config.engineWorkers,
      heic: config.heic,
    });
    const metrics = createMetrics();
    const metricsPage =
      config.metrics === null ? null : await serveMetrics(metrics, config.metrics, log);
    const shared = { config, db, clock: systemClock, ids: systemIds, log };
    const ports = openPorts({ ...shared, secrets, randomBytes, metrics });
    const works = serviceJobs({ ...shared, ports, engine });
    const photos = counting(works["standardize-photo"]);
    const stopChaining = runChaining({ db, keys: ports.auditKeys, log });
    const folder = config.objectsFolder;
    metrics.build(buildLabels("worker"));
    watchPool(metrics, pool);
    watchStore(metrics, createStoreState(ports.objects));
    watchWrites(metrics, createWriteState(pool));
    watchClock(metrics, createClockState(db, systemClock));
    watchAudit(metrics, () => readOldestWaiting(db));
    watchScheduled(metrics);
    watchFaces(metrics, async () => {
      const faces = await readFaceCount(db);
      return (
        faces && {
          persons: faces.persons,
          isFiled: (await createConfiguration().read(db))("face-filing") !== "",
        }
      );
    });
    watchEngine(metrics, { workers: config.engineWorkers, inWork: photos.inWork });
    const sweep = async (): Promise<void> => {
      const count = await ports.jobTable.giveBackLost();
      if (count > 0) log.warn({ count }, "jobs of an unresponsive worker are queued again");
    };
    const stopHeartbeat = writeHeartbeat({
      ...{ kind: "worker", ...shared, folder, recentResults: metrics.recentResults },
      sweep,
    });
    const stopWorker = await runWorker({
      ...shared,
      ...{ notifications: ports.notifications, metrics, concurrency: config.engineWorkers },
      ...(leavesSchedule && { leavesSchedule }),
      works: { ...works, "standardize-photo": photos.work },
    });
    log.info(
      { engineWorkers: config.engineWorkers, isolation: engine.isolation },
      "worker started",
    );
    const stop = async (): Promise<void> => {
      await stopWorker();
      await stopChaining();
      await stopHeartbeat();
      await metricsPage?.stop();
      await engine.close();
      await close();
      await tracing.stop();
    };
    return { message: "worker", stop };
  } catch (error) {
    await close();
    throw error;
  }
}

if (import.meta.main) await runProcess(() => startWorker(process.env), 70_000);
