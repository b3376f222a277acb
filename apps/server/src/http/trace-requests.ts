/** A trace of each request of the contract and of each payment notification: its route, how it ended, who in which role called. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { beginTrace, type OpenSpan } from "../infra/tracing/spans.ts";
import { anonymous } from "./read-caller.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The name under which its requests are traced; those of other routes are not. */
    traced?: string;
  }
  interface FastifyRequest {
    span: OpenSpan | null;
  }
}

/**
 * Call it before other hooks. A traceparent that comes in is not taken up: which addresses are a proxy's nobody tells us, and
 * one passes on what it is sent, so strangers could write into the traces of others and have all of theirs kept.
 */
export function traceRequests(app: FastifyInstance): void {
  app.decorateRequest("span", null);
  app.addHook("onRequest", (request, reply, done) => {
    const span = spanOf(request);
    if (!span) return done();
    request.span = span;
    // Also where the caller is gone before the answer.
    reply.raw.once("close", () => {
      const { statusCode: code } = reply;
      span.tell({ "gradphoto.role": (request.caller ?? anonymous).role });
      if (reply.raw.headersSent) span.tell({ "http.response.status_code": code });
      if (code >= 500) span.fail(String(code));
      span.end();
    });
    span.within(done);
  });
}

/** The route's pattern, never the address itself: that may hold names and codes. */
function spanOf({ method, routeOptions: { url = "", config } }: FastifyRequest): OpenSpan | null {
  if (config.traced === undefined) return null;
  const facts = { "http.request.method": method, "http.route": url, "gradphoto.route": config.traced };
  const span = beginTrace({ name: `${method} ${url}`, kind: "server", facts });
  return span.traceId === null ? null : span;
}
