/** HTTP app of the service: the complete route table, its documentation, and the health endpoints. */
import { Socket } from "node:net";
import compress from "@fastify/compress";
import multipart from "@fastify/multipart";
import {
  contractVersion,
  contractVersionHeader,
  type FieldError,
  type RouteName,
  requestIdHeader,
  routeNames,
  routeTable,
  uploadedPicture,
} from "@gradphoto/domain";
import { routes } from "@gradphoto/domain/routes";
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import fastify from "fastify";
import type { Handlers } from "../core/call.ts";
import type { Ids } from "../infra/clock.ts";
import { type Log, withoutRedaction } from "../infra/log.ts";
import type { Metrics } from "../infra/metrics/metrics.ts";
import { networkOf } from "../infra/rate-limit.ts";
import { beginTrace, type OpenSpan } from "../infra/tracing/spans.ts";
import { answerFault } from "./answer-faults.ts";
import { serveDocuments } from "./documents.ts";
import { isPageRequest, sendMissingPage } from "./missing-page.ts";
import { registerPaymentNotifications, type TakeNotification } from "./payment-notifications.ts";
import { anonymous } from "./read-caller.ts";
import type { Readiness } from "./readiness.ts";
import { type RouteDeps, registerRoute } from "./register-route.ts";
import { endDownloadsWithApp } from "./send-download.ts";
import { endEventsWithApp } from "./send-events.ts";
import { sendProblem } from "./send-problem.ts";
import type { RequestBound } from "./uploads.ts";

/** Permissions policy. Pages use the camera for photos and codes, and no other device feature. */
const permissions = [
  "camera=(self)",
  ...[
    "accelerometer",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
  ]
    .concat(["midi", "payment", "serial", "usb"])
    .map((feature) => `${feature}=()`),
].join(", ");

/** Responses are data by default; pages set their own policies. */
export const securityHeaders: Readonly<Record<string, string>> = {
  [contractVersionHeader]: String(contractVersion),
  "content-security-policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "permissions-policy": permissions,
  "cross-origin-resource-policy": "same-origin",
  "strict-transport-security": "max-age=31536000",
  "cache-control": "no-store",
};

declare module "fastify" {
  interface FastifyContextConfig {
    /** Name under which requests of the route are traced. Routes without it are not traced. */
    traced?: string;
  }
  interface FastifyRequest {
    span: OpenSpan | null;
  }
}

/**
 * Traces requests. Register this hook before the others. An incoming traceparent is ignored: proxies pass it on from
 * clients, so strangers could write into others' traces or force all of theirs to be sampled.
 */
function traceRequests(app: FastifyInstance): void {
  app.decorateRequest("span", null);
  app.addHook("onRequest", (request, reply, done) => {
    const span = spanOf(request);
    if (!span) return done();
    request.span = span;
    // This event also occurs when the client disconnects before the response.
    reply.raw.once("close", () => {
      const { statusCode: code } = reply;
      span.annotate({ "gradphoto.role": (request.caller ?? anonymous).role });
      if (reply.raw.headersSent) span.annotate({ "http.response.status_code": code });
      if (code >= 500) span.fail(String(code));
      span.end();
    });
    span.within(done);
  });
}

/** Describes the span with the route pattern, never with the URL itself, which may contain names and codes. */
function spanOf({ method, routeOptions: { url = "", config } }: FastifyRequest): OpenSpan | null {
  if (config.traced === undefined) return null;
  const facts = {
    "http.request.method": method,
    "http.route": url,
    "gradphoto.route": config.traced,
  };
  const span = beginTrace({ name: `${method} ${url}`, kind: "server", facts });
  return span.traceId === null ? null : span;
}

/** Maximum number of bytes that are discarded. Refused photos of well-behaved clients are no larger. */
const maxDiscardedBytes = 1024 * 1024;
/** Time for a slow mobile connection to receive the response. */
const lingerMs = 5000;

/**
 * Discards a body that nobody reads. Call it before the response is sent; otherwise Node reads the entire remaining
 * body.
 */
function discardBody({ raw }: FastifyRequest, reply: FastifyReply): void {
  if (raw.complete) return;
  // The connection is half-closed, because some clients would send their next request after the rest of this body.
  reply.raw.once("finish", () => {
    if (!raw.complete && raw.socket instanceof Socket) raw.socket.end();
  });
  raw.unpipe();
  let bytes = 0;
  raw.on("data", (chunk: Uint8Array) => {
    bytes += chunk.length;
    if (bytes > maxDiscardedBytes) raw.pause();
  });
  const timer = setTimeout(() => raw.destroy(), lingerMs).unref();
  raw.once("close", () => clearTimeout(timer));
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** Monitoring requests are exempt from the limit per network address. */
    isProbe?: boolean;
  }
}

export interface ApiDeps extends RouteDeps {
  readonly handlers: Handlers;
  readonly takePaymentNotification: TakeNotification;
  readonly ids: Ids;
  readonly log: Log;
  readonly readiness: () => Promise<Readiness>;
  readonly addressBound: RequestBound;
  readonly metrics: Metrics;
  /** Number of trusted reverse proxies in front of the service, for the client address. 0 means none. */
  readonly proxies: number;
}

/** Maximum size of a body without a picture. The longest contains the text of one QR code. */
const maxBodyBytes = 64 * 1024;
/** Time limit of a request: time for 10 MB at 400 kbit/s. Slower uploads are ended earlier by their own limit. */
const requestTimeoutMs = 240_000;

export function createApi(deps: ApiDeps): FastifyInstance {
  const { handlers, ids, log } = deps;
  const app = fastify({
    bodyLimit: maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    // Requests that arrive while the app closes are served, so that clients need not retry.
    return503OnClosing: false,
    trustProxy: (_address, hop) => hop < deps.proxies,
    genReqId: () => ids(),
    requestIdHeader: false,
    frameworkErrors: (error, _request, reply) => answerFault(reply, error, log),
  });
  const requests = withoutRedaction(log);
  app.removeContentTypeParser("text/plain");
  endEventsWithApp(app);
  endDownloadsWithApp(app);
  app.decorateRequest("caller", null);
  traceRequests(app);
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({ ...securityHeaders, [requestIdHeader]: request.id });
  });
  // This hook runs before any lookup, for every URL.
  app.addHook("onRequest", async (request, reply) => {
    if (request.routeOptions.config.isProbe) return;
    const retryAfterS = deps.addressBound(networkOf(request.ip), performance.now());
    if (retryAfterS !== null) return sendProblem(reply, "too-many-requests", { retryAfterS });
  });
  app.addHook("onSend", async (request, reply) => discardBody(request, reply));
  // The label is the route pattern, never the URL itself, which may contain names and codes.
  app.addHook("onResponse", async (request, reply) => {
    const { id: requestId, method } = request;
    const { url: route = null, config } = request.routeOptions;
    const ms = Math.round(reply.elapsedTime);
    const code = reply.statusCode;
    deps.metrics.request({ method, route: route ?? "unknown", code }, reply.elapsedTime / 1000);
    if (config.isQuiet && code < 400) return;
    const { role } = request.caller ?? anonymous;
    const traceId = request.span?.traceId ?? undefined;
    requests.info({ requestId, traceId, method, route, status: code, ms, role }, "request");
  });
  app.setErrorHandler((error, _request, reply) => answerFault(reply, error, log));
  app.setNotFoundHandler((request, reply) =>
    isPageRequest(request) ? sendMissingPage(request, reply) : sendProblem(reply, "not-found", {}),
  );

  const probe = { config: { isProbe: true } };
  app.get("/healthz", probe, () => ({ ok: true }));
  app.get("/readyz", probe, async (_request, reply) => {
    const { ok, ...more } = await deps.readiness();
    return ok ? { ok, ...more } : sendProblem(reply, "service-unavailable", {}, notReady(more));
  });
  serveDocuments(app);
  refuseOtherMethods(app);
  registerPaymentNotifications(app, deps);

  app.register(async (scope) => {
    // Files, downloads and events are sent uncompressed.
    await scope.register(compress, {
      customTypes: /^application\/(problem\+)?json(;|$)/,
      threshold: 1024,
    });
    const serve = (within: FastifyInstance, isPublic: boolean): void => {
      for (const route of routes.filter(({ picture }) => (picture !== undefined) === isPublic)) {
        registerRoute(within, route, { run: handlers[route.name] }, deps);
      }
    };
    serve(scope, false);
    // Only these routes accept multipart bodies.
    await scope.register(async (within) => {
      await within.register(multipart, {
        throwFileSizeLimit: false,
        limits: {
          fileSize: uploadedPicture.maxBytes,
          files: 1,
          fields: 8,
          fieldSize: 1024,
          parts: 9,
          headerPairs: 20,
        },
      });
      serve(within, true);
    });
  });
  return app;
}

/** Lists the reasons in words, for operators who wonder why this process gets no requests. */
function notReady({ migrations, clock, isDraining }: Omit<Readiness, "ok">): readonly FieldError[] {
  const reasons: FieldError[] = [];
  if (isDraining)
    reasons.push({ path: "isDraining", rule: "进程正在结束 / The process is ending" });
  if (migrations === null) {
    reasons.push({ path: "migrations", rule: "数据库没有应答 / The database does not answer" });
  } else if (migrations.applied < migrations.total) {
    reasons.push({
      path: "migrations",
      rule: `数据库较旧，请运行 systemctl restart gradphoto-migrate / The database is older than this program (${migrations.applied} of ${migrations.total}): systemctl restart gradphoto-migrate`,
    });
  }
  if (clock.isOff && clock.aheadMs !== null) {
    const seconds = Math.round(clock.aheadMs / 1000);
    reasons.push({
      path: "clock",
      rule: `这台机器的时钟与数据库相差 ${seconds} 秒，请启用时间同步 / The clock of this machine is ${seconds} s from the database's: switch time synchronisation on`,
    });
  }
  return reasons;
}

const methods: readonly HTTPMethods[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

function refuseOtherMethods(app: FastifyInstance): void {
  const namesByPath = new Map<string, RouteName[]>();
  for (const name of routeNames)
    namesByPath.set(routeTable[name].path, [
      ...(namesByPath.get(routeTable[name].path) ?? []),
      name,
    ]);
  for (const [url, names] of namesByPath) {
    const allowed = names.map((name): HTTPMethods => routeTable[name].method);
    app.route({
      method: methods.filter((method) => !allowed.includes(method)),
      url,
      // This hook runs before the body is read.
      onRequest: async (_request, reply) =>
        sendProblem(reply.header("allow", allowed.join(", ")), "method-not-allowed", {}),
      handler: (_request, reply) => reply,
    });
  }
}
