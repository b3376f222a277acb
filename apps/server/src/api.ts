/** Starts the service: opens the database, migrates, listens; ends when told, after the requests in work. */
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createSharpCodec } from "@gradphoto/engine/node";
import { createContext } from "./context.ts";
import { forgetEndedSessions } from "./features/accounts/sessions.ts";
import { forgetSmsCodes } from "./features/accounts/sms-codes.ts";
import { forgetStaffTries } from "./features/staff/tries.ts";
import { createApi } from "./http/create-api.ts";
import { forgetIdempotencyKeys } from "./http/idempotency.ts";
import { isMigrated } from "./http/readiness.ts";
import { systemClock } from "./infra/clock.ts";
import { type Database, openDatabase } from "./infra/db/database.ts";
import { migrate } from "./infra/db/migrate.ts";
import { systemIds } from "./infra/ids.ts";
import { createLog, faultFields, type Log } from "./infra/log.ts";
import { forgetRateLimits } from "./infra/rate-limit.ts";
import { createSealer } from "./infra/sealing/seal.ts";
import { seedDemo } from "./seed/seed-demo.ts";
import { seedStaff } from "./seed/seed-staff.ts";
import { readServiceConfig } from "./service-config.ts";

/** Requests in work get this long to finish; a second signal does not wait. */
const stopWithinMs = 10_000;
const forgetEveryMs = 3_600_000;

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
    if (config.demo) await seedDemo({ db, clock: systemClock, ids: systemIds });
    if (secrets.demoStaff) {
      const sealer = createSealer(secrets.sealKeys, randomBytes);
      await seedStaff({ db, clock: systemClock, ids: systemIds, sealer, ...secrets.demoStaff });
    }
    const url = await app.listen({ host: config.host, port: config.port });
    const timer = setInterval(() => void forgetOld(db, log), forgetEveryMs);
    const stop = async (): Promise<void> => {
      clearInterval(timer);
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

/** What has ended and nobody asks for any more. Each process does it; doing it twice is harmless. */
async function forgetOld(db: Database, log: Log): Promise<void> {
  const now = systemClock();
  for (const forget of [
    forgetEndedSessions,
    forgetSmsCodes,
    forgetStaffTries,
    forgetIdempotencyKeys,
    forgetRateLimits,
  ]) {
    await forget(db, now).catch((error: unknown) => log.warn(faultFields(error), "could not clear away old rows"));
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
