/**
 * Complete service in the caller's process, on the caller's clock: the API on a loopback port, and jobs that the caller
 * runs. The demo's history is written through it.
 */
import { randomBytes } from "node:crypto";
import {
  createCodecProcess,
  createEnginePool,
  createUploadInspector,
} from "@gradphoto/engine/node";
import { createPictureReader } from "./codes/picture-reader.ts";
import { createContext } from "./context.ts";
import { createApi } from "./http/create-api.ts";
import { createReadiness, readMigrations } from "./http/readiness.ts";
import { type Clock, systemClock, systemIds } from "./infra/clock.ts";
import { type Database, openDatabase } from "./infra/db/database.ts";
import { createWriteState } from "./infra/db/write-state.ts";
import { withJobSink } from "./infra/jobs/enqueue.ts";
import { createHeldJobs } from "./infra/jobs/held-jobs.ts";
import type { ScheduledName } from "./infra/jobs/jobs.ts";
import type { Log } from "./infra/log.ts";
import { createMetrics } from "./infra/metrics/metrics.ts";
import { createStoreState } from "./infra/object-store/store-state.ts";
import { openPorts } from "./ports.ts";
import { serviceJobs } from "./service-jobs.ts";
import { databaseOf, readServiceConfig } from "./settings/service-config.ts";

const codecs = { heic: false, timeoutMs: 10_000, maxWaiting: 64 };
const photoTimeoutMs = 20_000;

interface InProcessDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  /** Free port on this machine. */
  readonly port: number;
  /** Number of photos made in parallel. */
  readonly engineWorkers: number;
}

export interface InProcessService {
  readonly url: string;
  readonly db: Database;
  /** Runs the jobs that are due by the clock, and those that they enqueue. */
  runDueJobs(): Promise<void>;
  runScheduled(name: ScheduledName): Promise<number>;
  /** Hands jobs that are not due yet to the queue, and stops. */
  close(): Promise<void>;
}

export async function openInProcess({
  env,
  clock,
  log,
  port,
  engineWorkers,
}: InProcessDeps): Promise<InProcessService> {
  const { config, secrets } = readServiceConfig(env);
  const { db, pool, close } = openDatabase(databaseOf(secrets), {
    warn: (message) => log.warn(message),
  });
  const codec = createCodecProcess(codecs);
  const inspector = createUploadInspector(codecs);
  const reader = createPictureReader(codecs);
  const engine = await createEnginePool({
    ...codecs,
    workers: engineWorkers,
    timeoutMs: photoTimeoutMs,
  });
  const metrics = createMetrics();
  const shared = { db, clock, ids: systemIds, randomBytes, log };
  const jobs = createHeldJobs({ db, clock, log });
  const url = `http://127.0.0.1:${port}`;
  // Outside systems sign with the time of their machine, whatever day the clock has.
  const ports = openPorts({
    ...shared,
    config: { ...config, publicUrl: url },
    secrets,
    metrics,
    clock: systemClock,
  });
  const { inspect } = inspector;
  const app = createApi({
    ...createContext({
      ...shared,
      config,
      ports,
      codec,
      inspect,
      readCodePicture: reader.read,
      metrics,
    }),
    readiness: createReadiness({
      readMigrations: () => readMigrations(pool),
      readStore: createStoreState(ports.objects),
      readWrites: createWriteState(pool),
      readClock: async () => ({ aheadMs: 0, isOff: false }),
    }).read,
  });
  app.addHook("preHandler", (_request, _reply, done) => withJobSink(jobs.sink, done));
  await app.listen({ host: "127.0.0.1", port });
  const works = serviceJobs({ ...shared, config, ports, engine });
  const signal = new AbortController().signal;
  return {
    url,
    db,
    runDueJobs: () => jobs.runDue(works),
    runScheduled: (name) => withJobSink(jobs.sink, () => works[name](signal)),
    close: async () => {
      await app.close();
      await jobs.release();
      await Promise.all([codec.close(), inspector.close(), reader.close(), engine.close()]);
      await close();
    },
  };
}
