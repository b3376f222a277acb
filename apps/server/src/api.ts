/** Starts the service: opens the database, migrates, listens; ends when told, after the requests in work. */
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createSharpCodec } from "@gradphoto/engine/node";
import { createContext } from "./context.ts";
import { createApi } from "./http/create-api.ts";
import { isMigrated } from "./http/readiness.ts";
import { systemClock } from "./infra/clock.ts";
import { openDatabase } from "./infra/db/database.ts";
import { migrate } from "./infra/db/migrate.ts";
import { systemIds } from "./infra/ids.ts";
import { createLog } from "./infra/log.ts";
import { migrateQueue } from "./infra/queue/queue.ts";
import { seedDemo } from "./seed/seed-demo.ts";
import { readServiceConfig } from "./service-config.ts";

/** Requests in work get this long to finish; a second signal does not wait. */
const stopWithinMs = 10_000;

export async function startApi(env: Readonly<Record<string, string | undefined>>) {
  const { config, secrets } = readServiceConfig(env);
  const log = createLog();
  // Readable for others, unlike the database's own folder in it: that belongs to another user when root starts us.
  if ("embeddedFolder" in secrets.database) mkdirSync(dirname(secrets.database.embeddedFolder), { recursive: true });
  const { db, pool, close } = await openDatabase(secrets.database, { warn: (message) => log.warn(message) });
  const codec = createSharpCodec({ heic: config.heic });
  const context = createContext({ config, secrets, db, codec, clock: systemClock, ids: systemIds, randomBytes, log });
  const app = createApi({ ...context, isReady: () => isMigrated(pool) });
  try {
    await migrate(pool);
    await migrateQueue(pool);
    if (config.demo) await seedDemo({ db, clock: systemClock, ids: systemIds });
    const url = await app.listen({ host: config.host, port: config.port });
    const stop = async (): Promise<void> => {
      await app.close();
      await close();
    };
    return { url, stop };
  } catch (error) {
    await app.close();
    await close();
    throw error;
  }
}

/** The process: prints the one URL; SIGINT and SIGTERM end it gracefully. */
export async function runApi(): Promise<void> {
  try {
    const { url, stop } = await startApi(process.env);
    process.stdout.write(`${url}\n`);
    let stopping = false;
    const end = async (): Promise<void> => {
      if (stopping) process.exit(1);
      stopping = true;
      setTimeout(() => process.exit(1), stopWithinMs).unref();
      await stop();
      process.exit(0);
    };
    process.on("SIGINT", () => void end());
    process.on("SIGTERM", () => void end());
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
