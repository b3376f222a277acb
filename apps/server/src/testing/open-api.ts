/** Complete service with a database and a sandbox of its own. The test controls the clock and reads the log. */
import { randomBytes, randomUUID } from "node:crypto";
import type { RouteName, RouteRow } from "@gradphoto/domain";
import { idempotencyKeyHeader, idleHeader, routeTable } from "@gradphoto/domain";
import { createPictureCodec, inspectUpload } from "@gradphoto/engine/decoder";
import type { FastifyInstance } from "fastify";
import { afterAll } from "vitest";
import { createPictureReader } from "../codes/picture-reader.ts";
import { createContext } from "../context.ts";
import { createApi } from "../http/create-api.ts";
import { createReadiness, readMigrations } from "../http/readiness.ts";
import type { RouteDeps } from "../http/register-route.ts";
import { createWriteState } from "../infra/db/write-state.ts";
import { createLog } from "../infra/log.ts";
import { createMetrics } from "../infra/metrics/metrics.ts";
import { createStoreState } from "../infra/object-store/store-state.ts";
import { openPorts } from "../ports.ts";
import { serviceJobs } from "../service-jobs.ts";
import { readServiceConfig } from "../settings/service-config.ts";
import { openTestDatabase, startSandbox, temporaryFolder } from "./resources.ts";

export interface TestCall {
  readonly token?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly userAgent?: string;
  readonly idempotencyKey?: string;
  /** True for a background request that no action of the user caused. */
  readonly untouched?: boolean;
  /** IP address of the caller. */
  readonly address?: string;
}

/** No limits, for tests that send more requests than a client may. */
export const noLimits: RouteDeps["limits"] = {
  check: async () => null,
  afterSuccess: async () => {},
};

/**
 * Opens the service. Call it at the top of a test file. `instead` replaces sessions, limits or idempotency in tests
 * that do not need them.
 */
export async function openTestApi(instead: Partial<RouteDeps> = {}) {
  const database = await openTestDatabase();
  const { db, pool } = database;
  const sandbox = await startSandbox();
  const { miniProgram, officialAccount } = sandbox.settings.wechat;
  const { config, secrets } = readServiceConfig({
    GRADPHOTO_SANDBOX_URL: sandbox.url,
    GRADPHOTO_WECHAT_MINI_PROGRAM: `${miniProgram.appid}:${miniProgram.secret}`,
    GRADPHOTO_WECHAT_OFFICIAL_ACCOUNT: `${officialAccount.appid}:${officialAccount.secret}`,
    GRADPHOTO_SMS_KEY: sandbox.settings.sms.key,
    GRADPHOTO_ISSUER_KEY: sandbox.settings.chsi.key,
    GRADPHOTO_REGISTRY_KEY: sandbox.settings.registry.key,
    GRADPHOTO_ISSUER_LAST_FOUR_KEY: sandbox.settings.chsi.lastFourKey,
    GRADPHOTO_OBJECTS: temporaryFolder("objects"),
  });
  const clock = { now: new Date() };
  const logged: string[] = [];
  const shared = {
    config,
    db,
    clock: () => clock.now,
    ids: () => randomUUID(),
    randomBytes,
    log: createLog({ stream: { write: (line) => void logged.push(line) } }),
  };
  const metrics = createMetrics();
  const ports = openPorts({ ...shared, secrets, metrics });
  const codec = createPictureCodec({ heic: true });
  const reader = createPictureReader({ heic: true, timeoutMs: 3000, maxWaiting: 8 });
  const inspect = async (picture: Uint8Array) => inspectUpload(picture, { heic: true });
  const context = createContext({
    ...shared,
    ports,
    codec,
    inspect,
    readCodePicture: reader.read,
    metrics,
  });
  const noEngine = () => Promise.reject(new Error("No photo is made here"));
  const engine = { standardize: noEngine, lookAt: noEngine };
  const jobs = serviceJobs({ ...shared, ports, engine });
  const app = createApi({
    ...context,
    ...instead,
    readiness: createReadiness({
      readMigrations: () => readMigrations(pool),
      readStore: createStoreState(ports.objects),
      readWrites: createWriteState(pool),
      readClock: async () => ({ aheadMs: 0, isOff: false }),
    }).read,
  });
  afterAll(() => app.close());
  afterAll(reader.close);
  return {
    ...database,
    sandbox,
    app,
    clock,
    /** Log lines so far. */ logged,
    metrics,
    jobs,
    ports,
    objects: ports.objects,
    jobTable: ports.jobTable,
    call: (name: RouteName, call: TestCall = {}) => inject(app, name, call),
  };
}

/** Sends the request. `code` in the result is the code of a refusal. */
async function inject(app: FastifyInstance, name: RouteName, call: TestCall) {
  const row: RouteRow = routeTable[name];
  const response = await app.inject({
    method: row.method,
    ...(call.address && { remoteAddress: call.address }),
    url: row.path.replace(/:(\w+)/g, (_, part: string) =>
      encodeURIComponent(call.params?.[part] ?? ""),
    ),
    ...(call.query && { query: call.query }),
    ...(call.body && { payload: call.body }),
    headers: {
      ...(call.token !== undefined && { authorization: `Bearer ${call.token}` }),
      ...(call.userAgent !== undefined && { "user-agent": call.userAgent }),
      ...(call.untouched && { [idleHeader]: "1" }),
      ...(call.idempotencyKey !== undefined && { [idempotencyKeyHeader]: call.idempotencyKey }),
    },
  });
  const body = response.json();
  return { status: response.statusCode, code: body.code, body };
}
