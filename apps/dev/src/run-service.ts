/**
 * `npm start`: the complete service in one process tree: the database, the API, the worker and, outside production, the
 * sandbox.
 */
import { brand } from "@gradphoto/domain";
import { serviceEnvironment } from "@gradphoto/engine/memory-environment";
import { createLog } from "@gradphoto/server/log";
import { type RunningProgram, runProcess } from "@gradphoto/server/run-process";
import { readServiceConfig } from "@gradphoto/server/settings";
import { startBackingServices } from "./backing-services.ts";
import { choosePort } from "./choose-port.ts";
import { holdFolder } from "./hold-folder.ts";
import { type ChildProgram, type RunningProcess, type Stops, stopAll, superviseProcess } from "./keep-running.ts";
import { type Environment, isSet, serverProgram, withDataFolder } from "./places.ts";

/** Programs of the service. `metricsPort`: port of the API's metrics; null for no metrics. */
export function servicePrograms(
  settings: Environment,
  metricsPort: number | null,
): { readonly api: ChildProgram; readonly worker: ChildProgram } {
  const program = (name: "api" | "worker", port: number | null): ChildProgram => ({
    name,
    file: serverProgram(name),
    env: { ...serviceEnvironment, ...settings, ...(port !== null && { GRADPHOTO_METRICS_PORT: String(port) }) },
  });
  // Each service gets its own port. Port 0 means: pick a free one.
  return { api: program("api", metricsPort), worker: program("worker", metricsPort ? metricsPort + 1 : metricsPort) };
}

/**
 * Starts the service and prints its URL. Throws an Error with a remedy when a part does not start, and stops the parts
 * that have started.
 */
export async function runService(base: Environment): Promise<RunningProgram> {
  const env = withDataFolder(base, "");
  const { config, secrets } = readServiceConfig(env);
  const { host } = config;
  const log = createLog();
  const stops: Stops = [];
  const supervise = (program: ChildProgram): RunningProcess => {
    const running = superviseProcess(program, log);
    stops.push(() => running.stop());
    return running;
  };
  try {
    // With a database on another machine, no data in the folder needs a lock.
    const held = secrets.databaseUrl === null ? await holdFolder(env.GRADPHOTO_DATA_FOLDER) : null;
    if (held) stops.push(held.release);
    const port = await choosePort({ host, port: config.port, isFixed: isSet(env, "PORT") });
    const settings = await startBackingServices({ env, config, secrets, port, log, stops, supervise });
    const programs = servicePrograms(config.demo ? mutedOutput(settings) : settings, config.metrics?.port ?? null);
    const [api, worker] = [supervise(programs.api), supervise(programs.worker)];
    const [url] = await Promise.all([api.ready, worker.ready]);
    held?.announce(url);
    const text = [`${brand.zh} ${brand.en}: ${url}`, ...(config.demo ? waysIn(settings) : [])].join("\n");
    return { message: text, stop: () => stopAll(stops) };
  } catch (error) {
    await stopAll(stops);
    throw error;
  }
}

/** Reduces the log, because one line per request would scroll the addresses out of the terminal. */
const mutedOutput = (settings: Environment): Environment =>
  isSet(settings, "GRADPHOTO_LOG_LEVEL") ? settings : { ...settings, GRADPHOTO_LOG_LEVEL: "warn" };

/** Links for people who try the demo. */
const waysIn = ({ GRADPHOTO_SANDBOX_URL: sandbox }: Environment): readonly string[] => [
  "  /console/ 工作台 console · /try 试一试 try a photo · /about 关于 about · /docs 接口 API",
  `  ${sandbox}/control 沙箱 sandbox (/sms /chsi) · Ctrl+C 停止 stops`,
];

if (import.meta.main) await runProcess(() => runService(process.env), 30_000);
