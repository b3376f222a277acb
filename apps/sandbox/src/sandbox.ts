/**
 * All outside systems in one app: WeChat, text messages, collection codes, WeChat Pay, Alipay, registry, school
 * sign-in, a school's own system. They follow the real protocols and produce faults on demand.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import fastify, { type FastifyInstance } from "fastify";
import { z } from "zod";
import { deliverDue as deliverAlipay } from "./alipay/notify.ts";
import { alipayRoutes } from "./alipay/routes.ts";
import { readBooks, writeBooks } from "./books.ts";
import { casRoutes } from "./cas/routes.ts";
import { chsiRoutes } from "./chsi/routes.ts";
import { controlRoutes } from "./control/routes.ts";
import { simulateOidc } from "./oidc/simulate-oidc.ts";
import { deliverDue } from "./pay/notify.ts";
import { payRoutes } from "./pay/routes.ts";
import { registryRoutes } from "./registry/routes.ts";
import { schoolSystemRoutes } from "./school-system/routes.ts";
import { serve } from "./serve.ts";
import { type Settings, settings as settingNames } from "./settings.ts";
import { smsRoutes } from "./sms/routes.ts";
import { wechatRoutes } from "./wechat/routes.ts";
import type { Callback, CallbackAnswer, World } from "./world.ts";

export interface SandboxOptions {
  readonly clock: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  /** Implements the delay of a slow endpoint. */
  readonly wait: (ms: number) => Promise<void>;
  /** Sends a callback to the product; undefined when it did not answer. */
  readonly callBack: (callback: Callback) => Promise<CallbackAnswer | undefined>;
  /** File in which the books survive a restart. Without it they exist only in memory. */
  readonly booksFile?: string;
  /** Settings of a rehearsal. Without them the public settings apply. */
  readonly settings?: Settings;
}

export interface Sandbox {
  readonly app: FastifyInstance;
  /** Sends every due payment notification; resolves when all were answered. */
  readonly deliverDue: () => Promise<number>;
}

/** A call with this header happens at that time, for programs that write the history of past days. */
const timeHeader = "x-sandbox-time";
const instant = z.iso.datetime().transform((text) => new Date(text));

export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock, randomBytes, wait, callBack, booksFile, settings = settingNames } = options;
  const books = readBooks(booksFile, clock(), randomBytes);
  const times = new AsyncLocalStorage<Date>();
  const world: World = {
    books,
    settings,
    now: () => times.getStore() ?? new Date(clock().getTime() + books.clockOffsetMs),
    machineNow: clock,
    randomBytes,
    wait,
    callBack,
    delivery: { last: Promise.resolve() },
    save: () => {
      if (booksFile !== undefined) writeBooks(booksFile, books);
    },
  };
  const app = fastify({ bodyLimit: 8 * 1024 * 1024 });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ code: "not-found", message: "没有这个地址 / no such address" }),
  );
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof z.ZodError)
      return reply.code(400).send({ code: "bad-request", message: z.prettifyError(error) });
    const status =
      error instanceof Error && "statusCode" in error && typeof error.statusCode === "number"
        ? error.statusCode
        : 500;
    if (status >= 500)
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return reply.code(status).send({
      code: status < 500 ? "bad-request" : "internal",
      message: status < 500 ? String(error) : "",
    });
  });
  app.addHook("preHandler", (request, _reply, done) => {
    const time = request.headers[timeHeader];
    if (time === undefined) return done();
    times.run(instant.parse(time), done);
  });
  const areas = [
    wechatRoutes,
    smsRoutes,
    chsiRoutes,
    payRoutes,
    alipayRoutes,
    registryRoutes,
    casRoutes,
    schoolSystemRoutes,
    controlRoutes,
  ];
  for (const endpoint of areas.flatMap((routes) => routes(world))) serve(app, world, endpoint);
  simulateOidc(app, settings.oidc);
  return { app, deliverDue: async () => (await deliverDue(world)) + (await deliverAlipay(world)) };
}
