/**
 * `npm start`: the complete service in one process tree: the database, the API, the worker and, outside production, the
 * sandbox.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brand } from "@gradphoto/domain";
import { serviceEnvironment } from "@gradphoto/engine/memory-environment";
import { createLog } from "@gradphoto/server/log";
import { type RunningProgram, runProcess } from "@gradphoto/server/run-process";
import { readServiceConfig } from "@gradphoto/server/settings";
import { startBackingServices } from "./backing-services.ts";
import { choosePort } from "./choose-port.ts";
import { holdFolder } from "./hold-folder.ts";
import {
  type DataFolder,
  type Environment,
  isSet,
  serverProgram,
  withDataFolder,
} from "./places.ts";
import { demoConfiguration } from "./seed/demo-configuration.ts";
import { readPeopleFile } from "./seed/people/people-file.ts";
import { startSeeding } from "./seed/people/start-seeding.ts";
import {
  type ChildProgram,
  type RunningProcess,
  type Stops,
  stopAll,
  superviseProcess,
} from "./supervise-process.ts";

const demoWorkerProgram = fileURLToPath(new URL("./demo/demo-worker.ts", import.meta.url));
const demoApiProgram = fileURLToPath(new URL("./demo/demo-api.ts", import.meta.url));

/** Programs of the service. `metricsPort`: port of the API's metrics; null for no metrics. */
export function servicePrograms(
  settings: Environment,
  metricsPort: number | null,
  apiProgram: string = serverProgram("api"),
): { readonly api: ChildProgram; readonly worker: ChildProgram } {
  const program = (name: "api" | "worker", file: string, port: number | null): ChildProgram => ({
    name,
    file,
    env: {
      ...serviceEnvironment,
      ...settings,
      ...(port !== null && { GRADPHOTO_METRICS_PORT: String(port) }),
    },
  });
  // Each service gets its own port. Port 0 means: pick a free one.
  return {
    api: program("api", apiProgram, metricsPort),
    worker: program("worker", serverProgram("worker"), metricsPort ? metricsPort + 1 : metricsPort),
  };
}

/**
 * Starts the service and prints its URL. Throws an Error with a remedy when a part does not start, and stops the parts
 * that have started.
 */
async function runService(
  base: Environment,
  { isEmpty }: { readonly isEmpty: boolean },
): Promise<RunningProgram> {
  const env = withDataFolder(base, "");
  const { config, secrets } = readServiceConfig(env);
  const hasPeople = config.demo && !isEmpty;
  const { host } = config;
  const log = createLog();
  // In the terminal, one line per request would scroll the addresses out of sight.
  const logFile =
    config.demo && !isSet(env, "GRADPHOTO_LOG_LEVEL")
      ? join(env.GRADPHOTO_DATA_FOLDER, "service.log")
      : null;
  const stops: Stops = [];
  const supervise = (program: ChildProgram): RunningProcess => {
    const running = superviseProcess(
      { ...program, ...(logFile !== null && { outputFile: logFile }) },
      log,
    );
    stops.push(() => running.stop());
    return running;
  };
  try {
    // With a database on another machine, no data in the folder needs a lock.
    const held = secrets.databaseUrl === null ? await holdFolder(env.GRADPHOTO_DATA_FOLDER) : null;
    if (held) stops.push(held.release);
    mkdirSync(env.GRADPHOTO_DATA_FOLDER, { recursive: true });
    if (logFile !== null) writeFileSync(logFile, "");
    const port = await choosePort({ host, port: config.port, isFixed: isSet(env, "PORT") });
    const backing = { env: hasPeople ? withDemoConfiguration(env) : env, config, secrets };
    const settings = await startBackingServices({ ...backing, port, log, stops, supervise });
    const programs = servicePrograms(
      settings,
      config.metrics?.port ?? null,
      hasPeople ? demoApiProgram : undefined,
    );
    const api = supervise(programs.api);
    const isSeeding = hasPeople && !readPeopleFile(env.GRADPHOTO_DATA_FOLDER)?.finishedAt;
    const worker = supervise({ ...programs.worker, ...(isSeeding && { file: demoWorkerProgram }) });
    const [url] = await Promise.all([api.ready, worker.ready]);
    held?.announce(url);
    const onEnd = async (): Promise<void> => {
      await worker.stop();
      supervise(programs.worker);
    };
    if (isSeeding) stops.push(startSeeding({ env: settings, log, onEnd: () => void onEnd() }));
    const text = [
      `${brand.zh} ${brand.en}: ${url}`,
      ...(hasPeople
        ? [`  ${url}/demo 演示：选一个人，一键登录 demo: sign in as anybody with one click`]
        : []),
      ...(config.demo ? waysIn(settings) : []),
      ...(logFile === null ? [] : [`  日志 log: ${logFile}`]),
    ].join("\n");
    return { message: text, stop: () => stopAll(stops) };
  } catch (error) {
    await stopAll(stops);
    throw error;
  }
}

const withDemoConfiguration = (env: Environment & DataFolder): Environment & DataFolder => ({
  GRADPHOTO_DEMO_CONFIGURATION: JSON.stringify(demoConfiguration),
  ...env,
});

/** Links for people who try the demo. */
const waysIn = ({ GRADPHOTO_SANDBOX_URL: sandbox }: Environment): readonly string[] => [
  "  /console/ 工作台 console · /try 试一试 try a photo · /about 关于 about · /docs 接口 API",
  `  ${sandbox}/control 沙箱 sandbox (/sms /chsi) · Ctrl+C 停止 stops`,
];

if (import.meta.main) {
  const isEmpty = process.argv.includes("--empty");
  await runProcess(() => runService(process.env, { isEmpty }), 30_000);
}
