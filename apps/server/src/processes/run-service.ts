/** The whole service in one tree of processes: the database, the API, the worker and, outside production, the sandbox. */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLog, type Log } from "../infra/log.ts";
import { readServiceConfig } from "../service-config.ts";
import { choosePort } from "./choose-port.ts";
import { defaultDataFolder } from "./data-folder.ts";
import { keepDatabase } from "./keep-database.ts";
import { type KeptRunning, keepRunning } from "./keep-running.ts";
import type { Running } from "./run-process.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const program = (app: "server" | "sandbox", name: string): string =>
  fileURLToPath(new URL(`../../../${app}/bin/${name}.mjs`, import.meta.url));

const sandboxPort = 3900;

/** Says the one URL. Throws an Error that says what to do when a part does not start; what had started is stopped. */
export async function runService(given: Environment): Promise<Running> {
  const env = {
    ...given,
    GRADPHOTO_DATA_FOLDER: isGiven(given, "GRADPHOTO_DATA_FOLDER")
      ? given.GRADPHOTO_DATA_FOLDER
      : defaultDataFolder(process.cwd(), process.getuid?.() === 0),
  };
  const { config, secrets } = readServiceConfig(env);
  const log = createLog();
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of stops.reverse()) await step();
  };
  try {
    const { host } = config;
    const port = await choosePort({ host, port: config.port, isFixed: isGiven(env, "PORT") });
    const database =
      "url" in secrets.database ? secrets.database.url : await openDatabase(secrets.database, log, stops);
    const outside = config.demo && !isGiven(env, "GRADPHOTO_SANDBOX_URL") ? await openSandbox(env, log, stops) : {};
    const publicUrl = config.demo && !isGiven(env, "GRADPHOTO_PUBLIC_URL") ? `http://127.0.0.1:${port}` : undefined;
    const shared = {
      ...env,
      ...outside,
      ...(publicUrl !== undefined && { GRADPHOTO_PUBLIC_URL: publicUrl }),
      DATABASE_URL: database,
      PORT: String(port),
    };
    const start = (name: "api" | "worker", metricsPort: number): KeptRunning => {
      const env = { ...shared, GRADPHOTO_METRICS_PORT: String(metricsPort) };
      const kept = keepRunning({ name, file: program("server", name), env }, log);
      stops.push(() => kept.stop());
      return kept;
    };
    // Of neighbours one port each; without a wish any free one, told in the log.
    const api = start("api", config.metricsPort ?? 0);
    const worker = start("worker", config.metricsPort === null ? 0 : config.metricsPort + 1);
    const [url] = await Promise.all([api.ready, worker.ready]);
    return { says: url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const isGiven = (env: Environment, name: string): boolean => (env[name] ?? "") !== "";

async function openDatabase(
  { embeddedFolder }: { readonly embeddedFolder: string },
  log: Log,
  stops: (() => Promise<void>)[],
): Promise<string> {
  // Readable for others, unlike the database's own folder in it: that belongs to another user when root starts us.
  mkdirSync(dirname(embeddedFolder), { recursive: true });
  const { url, stop } = await keepDatabase(embeddedFolder, log);
  stops.push(stop);
  return url;
}

/** Where the service finds the stand-ins; their books are kept beside the service's data. */
async function openSandbox(env: Environment, log: Log, stops: (() => Promise<void>)[]): Promise<Environment> {
  const port = await choosePort({ host: "127.0.0.1", port: sandboxPort, isFixed: false });
  const books = join(env.GRADPHOTO_DATA_FOLDER ?? "", "sandbox-books.json");
  const sandbox = keepRunning(
    {
      name: "sandbox",
      file: program("sandbox", "sandbox"),
      env: { ...env, PORT: String(port), GRADPHOTO_SANDBOX_BOOKS: books },
    },
    log,
  );
  stops.push(() => sandbox.stop());
  const url = await sandbox.ready;
  log.info({ url }, "the sandbox stands in for every outside system");
  return { GRADPHOTO_SANDBOX_URL: url };
}
