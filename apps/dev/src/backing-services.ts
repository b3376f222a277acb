/**
 * Services that `api` and `worker` need: a database and the sandbox. Outside production the database contains demo
 * data.
 */
import { join } from "node:path";
import type { Log } from "@gradphoto/server/log";
import type { ServiceConfig, ServiceSecrets } from "@gradphoto/server/settings";
import { choosePort } from "./choose-port.ts";
import { type DataFolder, type Environment, isSet, sandboxProgram } from "./places.ts";
import { runDatabase } from "./run-database.ts";
import { type DatabaseAddresses, seedDatabase } from "./seed/seed-database.ts";
import type { ChildProgram, RunningProcess, Stops } from "./supervise-process.ts";

/** Preferred port of the sandbox; another one is used if it is taken. */
const sandboxPort = 3900;

export interface BackingDeps {
  readonly env: Environment & DataFolder;
  readonly config: ServiceConfig;
  readonly secrets: ServiceSecrets;
  /** Port of the API. */
  readonly port: number;
  readonly log: Log;
  readonly stops: Stops;
  /** Starts the program and stops it with `stops`. */
  readonly supervise: (program: ChildProgram) => RunningProcess;
}

/** Starts the services; resolves to the settings of `api` and `worker`. */
export async function startBackingServices(deps: BackingDeps): Promise<Environment> {
  const { env, config, port } = deps;
  const [{ service }, outside] = await Promise.all([
    openDatabase(deps),
    config.demo && !isSet(env, "GRADPHOTO_SANDBOX_URL") ? startSandbox(deps) : {},
  ]);
  const publicUrl =
    config.demo && !isSet(env, "GRADPHOTO_PUBLIC_URL") ? `http://127.0.0.1:${port}` : undefined;
  return {
    ...env,
    ...outside,
    ...(publicUrl !== undefined && { GRADPHOTO_PUBLIC_URL: publicUrl }),
    DATABASE_URL: service,
    DATABASE_URL_FILE: undefined,
    PORT: String(port),
  };
}

/** Outside production the database gets the demo's schools, projects and staff. */
async function openDatabase(deps: BackingDeps): Promise<DatabaseAddresses> {
  const { env, config, secrets, log } = deps;
  const addresses = await openAddresses(deps);
  const configuration = JSON.parse(env.GRADPHOTO_DEMO_CONFIGURATION ?? "{}");
  if (config.demo)
    await seedDatabase(addresses, secrets, configuration, (message) => log.warn(message));
  return addresses;
}

/**
 * Database addresses of two roles: the owner, who alters tables, and the service, which reads and writes them. With an
 * external database, both are the same unless both are set.
 */
async function openAddresses({
  env,
  secrets,
  log,
  stops,
}: BackingDeps): Promise<DatabaseAddresses> {
  const { databaseUrl: service, migrateDatabaseUrl } = secrets;
  if (service !== null) return { owner: migrateDatabaseUrl ?? service, service };
  const database = await runDatabase(join(env.GRADPHOTO_DATA_FOLDER, "database"), log);
  stops.push(database.stop);
  return { owner: database.url, service: database.serviceUrl };
}

/** Starts the sandbox, which stores its books next to the service's data. */
async function startSandbox({
  env,
  log,
  supervise,
  port: servicePort,
}: BackingDeps): Promise<Environment> {
  const first = servicePort === sandboxPort ? sandboxPort + 1 : sandboxPort;
  const port = await choosePort({ host: "127.0.0.1", port: first, isFixed: false });
  const books = join(env.GRADPHOTO_DATA_FOLDER, "sandbox-books.json");
  const sandbox = supervise({
    name: "sandbox",
    file: sandboxProgram,
    env: { ...env, PORT: String(port), GRADPHOTO_SANDBOX_BOOKS: books },
  });
  const url = await sandbox.ready;
  if (port !== sandboxPort) log.info({ url }, "the sandbox stands in for every outside system");
  return { GRADPHOTO_SANDBOX_URL: url };
}
