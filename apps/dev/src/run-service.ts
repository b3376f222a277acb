/** `npm start`: the whole service in one tree of processes: the database, the API, the worker and, outside production, the sandbox. */
import { brand } from "@gradphoto/domain";
import { createLog } from "@gradphoto/server/log";
import type { Running } from "@gradphoto/server/run-process";
import { readServiceConfig } from "@gradphoto/server/settings";
import { startBackingServices } from "./backing-services.ts";
import { choosePort } from "./choose-port.ts";
import { withDataFolder } from "./data-folder.ts";
import { type Environment, isGiven } from "./environment.ts";
import { holdFolder } from "./hold-folder.ts";
import { type KeptRunning, keepRunning } from "./keep-running.ts";
import { programFile } from "./program-file.ts";
import { type Stops, stopAll } from "./stops.ts";

/** Says the one URL. Throws an Error that says what to do when a part does not start; what had started is stopped. */
export async function runService(given: Environment): Promise<Running> {
  const env = withDataFolder(given, "");
  const { config, secrets } = readServiceConfig(env);
  const { host, metricsPort } = config;
  const log = createLog();
  const stops: Stops = [];
  try {
    // Where the database is another machine's, nothing in the folder is ours alone.
    const held = secrets.databaseUrl === null ? await holdFolder(env.GRADPHOTO_DATA_FOLDER) : null;
    if (held) stops.push(held.release);
    const port = await choosePort({ host, port: config.port, isFixed: isGiven(env, "PORT") });
    const keep = (program: Parameters<typeof keepRunning>[0]): KeptRunning => keepRunning(program, log);
    const settings = await startBackingServices({ env, config, secrets, port, log, stops, keep });
    const start = (name: "api" | "worker", itsMetricsPort: number | null): KeptRunning => {
      const metrics = itsMetricsPort === null ? {} : { GRADPHOTO_METRICS_PORT: String(itsMetricsPort) };
      const kept = keep({ name, file: programFile("server", name), env: { ...settings, ...metrics } });
      stops.push(() => kept.stop());
      return kept;
    };
    const api = start("api", metricsPort);
    // Of neighbours one port each; any free one where any was asked for.
    const worker = start("worker", metricsPort ? metricsPort + 1 : metricsPort);
    const [url] = await Promise.all([api.ready, worker.ready]);
    held?.announce(url);
    return { says: `${brand.zh} ${brand.en}: ${url}`, stop: () => stopAll(stops) };
  } catch (error) {
    await stopAll(stops);
    throw error;
  }
}
