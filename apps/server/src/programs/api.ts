/**
 * Starts the API: opens the database, checks its migrations, and listens. On shutdown it finishes the requests in
 * progress.
 */
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { studentPagePath } from "@gradphoto/domain";
import { createCodecProcess, createUploadInspector } from "@gradphoto/engine/node";
import type { FastifyInstance } from "fastify";
import { smsBudgetUse } from "../accounts/sms-budget.ts";
import { createPictureReader } from "../codes/picture-reader.ts";
import { createContext } from "../context.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import { requireIsolation } from "../doctor/decoder-isolation.ts";
import { serveAboutPage } from "../http/about-page.ts";
import { createApi } from "../http/create-api.ts";
import { createReadiness, readMigrations } from "../http/readiness.ts";
import { serveSecurityTxt } from "../http/security-txt.ts";
import { sendProblem } from "../http/send-problem.ts";
import { serveWebApp } from "../http/web-apps.ts";
import { systemClock, systemIds } from "../infra/clock.ts";
import { openDatabase } from "../infra/db/database.ts";
import { createWriteState } from "../infra/db/write-state.ts";
import { createMetrics } from "../infra/metrics/metrics.ts";
import { portInUse, serveMetrics } from "../infra/metrics/serve-metrics.ts";
import {
  watchClock,
  watchPool,
  watchSmsBudgets,
  watchStore,
  watchWrites,
} from "../infra/metrics/watch-service.ts";
import { createStoreState } from "../infra/object-store/store-state.ts";
import { type OperatorProof, seenAddress } from "../infra/operator-proof.ts";
import { startTracing } from "../infra/tracing/start-tracing.ts";
import { traceStatements } from "../infra/tracing/trace-statements.ts";
import {
  createClockState,
  endOnWrongClock,
  secondsOf,
  waitForRightClock,
} from "../infra/vitals/clock-state.ts";
import { writeHeartbeat } from "../infra/vitals/vitals.ts";
import { openPorts } from "../ports.ts";
import { databaseOf, readServiceConfig } from "../settings/service-config.ts";
import { checkDatabase, waitForDatabase } from "./check-database.ts";
import { openServiceLog, type RunningProgram, runProcess } from "./run-process.ts";
import { buildLabels, serviceVersion } from "./service-version.ts";

/**
 * Serves the client address that the service sees, only to the operator's doctor, which verifies GRADPHOTO_PROXIES with
 * it.
 */
function serveSeenAddress(app: FastifyInstance, proof: Pick<OperatorProof, "isProof">): void {
  app.get(seenAddress.path, (request, reply) => {
    const proofHeader = request.headers[seenAddress.header];
    if (typeof proofHeader !== "string" || !proof.isProof(proofHeader))
      return sendProblem(reply, "not-found", {});
    return { address: request.ip };
  });
}

/** Codec pool for finished photos and previews. Each takes a hundredth of a second. */
const ownPictures = { timeoutMs: 10_000, maxWaiting: 256 };
/** Codec pool for uploads. A file of 10 MB takes a twentieth of a second. */
const uploads = { timeoutMs: 3000, maxWaiting: 16 };
/** Codec pool for code pictures. The timeout is six times the duration for a 12-megapixel photo without a code. */
const codePictures = { timeoutMs: 3000, maxWaiting: 64 };

const builtBy = (app: string): string => fileURLToPath(new URL(`../../../${app}`, import.meta.url));
/** Additional style directive, because plots are drawn with style attributes, which nonces do not cover. */
const plotStyles = "; style-src-attr 'unsafe-inline'";

const tryPage = `/${studentPagePath("try")}`;

const webApps = [
  {
    folder: builtBy("student/dist/h5"),
    prefix: "/",
    pages: ["", "entry/*", "pages/*"],
    leads: { "/try": tryPage, "/try/": tryPage },
    moreStyles: "",
    // The photo check in the browser uses threads.
    isIsolated: true,
  },
  {
    folder: builtBy("console/dist"),
    prefix: "/console/",
    pages: ["", "*"],
    leads: { "/console": "/console/" },
    moreStyles: plotStyles,
    isIsolated: false,
  },
];

/** Adds routes beside those of the service. */
export type ServeMore = (app: FastifyInstance) => void;

export async function startApi(
  env: Readonly<Record<string, string | undefined>>,
  serveMore: ServeMore = () => {},
): Promise<RunningProgram> {
  const { config, secrets } = readServiceConfig(env);
  const log = openServiceLog("api", config);
  const tracing = await startTracing({
    collectorUrl: config.collectorUrl,
    service: "api",
    version: serviceVersion,
    log,
  });
  const { db, pool, close } = openDatabase(
    { ...databaseOf(secrets), connections: config.databasePool },
    { warn: (message) => log.warn(message) },
  );
  if (config.collectorUrl !== null) traceStatements(pool);
  const codec = createCodecProcess({ heic: false, ...ownPictures });
  const reader = createPictureReader({ heic: config.heic, ...codePictures });
  const inspector = createUploadInspector({ heic: config.heic, ...uploads });
  const metrics = createMetrics();
  const shared = { config, db, clock: systemClock, ids: systemIds, randomBytes, log };
  const ports = openPorts({ ...shared, secrets, metrics });
  const context = createContext({
    ...shared,
    ports,
    codec,
    inspect: inspector.inspect,
    readCodePicture: reader.read,
    metrics,
  });
  const metricsPage =
    config.metrics === null ? null : await serveMetrics(metrics, config.metrics, log);
  const readStore = createStoreState(ports.objects);
  const readWrites = createWriteState(pool);
  const readClock = createClockState(db, systemClock);
  const readiness = createReadiness({
    readMigrations: () => readMigrations(pool),
    readStore,
    readWrites,
    readClock,
  });
  metrics.build(buildLabels("api"));
  watchPool(metrics, pool);
  watchStore(metrics, readStore);
  watchWrites(metrics, readWrites);
  watchClock(metrics, readClock);
  watchSmsBudgets(metrics, () =>
    smsBudgetUse({ db, configuration: createConfiguration(), rateLimits: context.rateLimits }),
  );
  const app = createApi({ ...context, readiness: readiness.read });
  serveSeenAddress(app, ports.operatorProof);
  const { publicUrl, operator } = config;
  serveSecurityTxt(app, { contact: operator.contact, publicUrl, clock: systemClock });
  serveAboutPage(app, operator, publicUrl);
  serveMore(app);
  // A proxy's keep-alive connection would hold a closing process open.
  app.addHook("onSend", async (_request, reply) => {
    if (readiness.isDraining()) reply.header("connection", "close");
  });
  let stopWatching = (): void => {};
  let stopHeartbeat = async (): Promise<void> => {};
  const end = async (): Promise<void> => {
    stopWatching();
    await app.close();
    await stopHeartbeat();
    await metricsPage?.stop();
    await Promise.all([codec.close(), inspector.close(), reader.close()]);
    await close();
    await tracing.stop();
  };
  /**
   * Stops the service. It first reports not ready, so that the proxy stops sending requests. Requests that still arrive
   * are served.
   */
  const stop = async (): Promise<void> => {
    readiness.drain();
    await pause(config.drainMs);
    await end();
  };
  try {
    if (!config.demo) {
      await waitForDatabase(pool, log);
      await waitForRightClock(readClock, log);
    }
    await checkDatabase(pool, config);
    await requireIsolation(config);
    for (const webApp of webApps)
      await serveWebApp(app, { ...webApp, isQuiet: config.demo, publicUrl });
    const url = await app
      .listen({ host: config.host, port: config.port })
      .catch((error: unknown) => {
        throw portInUse(error, { port: config.port, setting: "PORT" });
      });
    const folder = config.objectsFolder;
    if (!config.demo) {
      stopWatching = endOnWrongClock(readClock, (state) => {
        log.error(
          { aheadS: secondsOf(state) },
          "the clock of this machine is wrong: this process ends",
        );
        process.kill(process.pid, "SIGTERM");
      });
    }
    stopHeartbeat = writeHeartbeat({
      kind: "api",
      ...shared,
      folder,
      recentResults: metrics.recentResults,
    });
    return { message: url, stop, drainMs: config.drainMs };
  } catch (error) {
    await end();
    throw error;
  }
}

if (import.meta.main) await runProcess(() => startApi(process.env), 10_000);
