/** HTTP app with handlers that record their calls, and sessions whose token is a role. */
import { randomUUID } from "node:crypto";
import { isRole, type RouteName, routeNames } from "@gradphoto/domain";
import { afterAll } from "vitest";
import { type Call, type Caller, isRefusal, type Refusal } from "../../core/call.ts";
import { systemClock } from "../../infra/clock.ts";
import { createLog } from "../../infra/log.ts";
import { createMetrics } from "../../infra/metrics/metrics.ts";
import { type ApiDeps, createApi } from "../create-api.ts";
import type { InputParts } from "../parse-input.ts";
import { anonymous } from "../read-caller.ts";
import type { Readiness } from "../readiness.ts";
import { staffCookies } from "../session-cookie.ts";
import { createUploads, uploadLimits } from "../uploads.ts";

export interface Called {
  readonly name: RouteName;
  readonly input: unknown;
  readonly call: Call;
}

/** Account ids by token. A token is a role, optionally followed by the name of an account. */
const accountIds = new Map<string, string>();

function callerOf(token: string): Caller | "ended" {
  const [role = ""] = token.split("_");
  if (!isRole(role)) return "ended";
  const accountId = accountIds.get(token) ?? randomUUID();
  accountIds.set(token, accountId);
  return { ...anonymous, role, accountId, tokenSha256: token.padEnd(64, "0") };
}

/** Error that a stub handler throws, so that a test can distinguish it from a response. */
export class Reached extends Error {}

export const wellReadiness: Readiness = {
  ok: true,
  migrations: null,
  store: "ok",
  databaseWrites: "ok",
  clock: { aheadMs: 0, isOff: false },
  isDraining: false,
};

/** Handler type that is assignable to every route. */
type Stub = (input: unknown, call: Call) => Promise<Refusal>;
type Stubs = Record<RouteName, Stub>;

const isInput = (provided: unknown): provided is InputParts =>
  typeof provided === "object" && provided !== null;

const isForAll = (stubs: Partial<Stubs>): stubs is Stubs =>
  routeNames.every((name) => stubs[name] !== undefined);

function stubHandlers(stub: (name: RouteName) => Stub): Stubs {
  const stubs: Partial<Stubs> = {};
  for (const name of routeNames) stubs[name] = stub(name);
  if (!isForAll(stubs)) throw new Error("A route has no stub");
  return stubs;
}

/**
 * Opens the app. `answer` runs in every handler. Without it, each handler throws `Reached`, which no route returns as a
 * refusal.
 */
export function openStubApi(
  options: Partial<ApiDeps> & { readonly answer?: () => Promise<never> } = {},
) {
  const called: Called[] = [];
  const logged: string[] = [];
  const stub = (name: RouteName) => async (provided: unknown, call: Call) => {
    const { receivePicture, ...input } = isInput(provided) ? provided : {};
    const picture = await receivePicture?.();
    if (isRefusal(picture)) return picture;
    called.push({ name, input: { ...input, ...(picture && { picture }) }, call });
    if (options.answer) return options.answer();
    throw new Reached();
  };
  const app = createApi({
    handlers: stubHandlers(stub),
    findCaller: async (token) => callerOf(token),
    limits: { check: async () => null, afterSuccess: async () => {} },
    addressBound: () => null,
    uploads: {
      photo: createUploads(uploadLimits.photo, systemClock),
      code: createUploads(uploadLimits.code, systemClock),
    },
    staffCookie: staffCookies.demo,
    once: (_act, work) => work(),
    takePaymentNotification: async () => null,
    ids: () => randomUUID(),
    log: createLog({ stream: { write: (line) => void logged.push(line) } }),
    metrics: createMetrics(),
    readiness: async () => wellReadiness,
    proxies: 0,
    ...options,
  });
  afterAll(() => app.close());
  return { app, called, logged };
}
