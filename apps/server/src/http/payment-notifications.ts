/** Where WeChat Pay sends its notifications: outside the contract, for its body is proven byte by byte and its answers are its own. */
import type { FastifyInstance } from "fastify";
import { faultFields, type Log } from "../infra/log.ts";
import type { Metrics } from "../infra/metrics/metrics.ts";

export const paymentNotificationsPath = "/v1/wechat-pay/notifications";

/** False: not proven to be WeChat Pay's. `body`: exactly as it came. */
export type TakeNotification = (headers: Readonly<Record<string, unknown>>, body: string) => Promise<boolean>;

const fail = (message: string) => ({ code: "FAIL", message });

interface Deps {
  readonly takePaymentNotification: TakeNotification;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "notification">;
}

/** 204: taken for good. Anything else, and WeChat Pay sends it again later. */
export function registerPaymentNotifications(app: FastifyInstance, deps: Deps): void {
  const { takePaymentNotification, log, metrics } = deps;
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error, request, reply) => {
      const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
      if (status >= 400 && status < 500) return reply.code(status).send(fail("body refused"));
      metrics.notification({ outcome: "failed" });
      log.error({ requestId: request.id, ...faultFields(error) }, "payment notification not taken");
      return reply.code(503).send(fail("try again later"));
    });
    scope.post(paymentNotificationsPath, async ({ headers, body }, reply) => {
      const isTaken = await takePaymentNotification(headers, typeof body === "string" ? body : "");
      metrics.notification({ outcome: isTaken ? "taken" : "refused" });
      return isTaken ? reply.code(204).send() : reply.code(401).send(fail("signature refused"));
    });
  });
}
