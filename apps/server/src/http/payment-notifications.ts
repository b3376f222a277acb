/**
 * Endpoint for notifications of payment providers. It is outside the contract: signatures cover the raw body, and each
 * provider defines the response.
 */
import { allPayProviders, type PayProviderId } from "@gradphoto/domain";
import type { FastifyInstance } from "fastify";
import { faultFields, type Log } from "../infra/log.ts";
import type { Metrics } from "../infra/metrics/metrics.ts";

export const paymentNotificationsPath = (provider: PayProviderId): string =>
  `/v1/${provider}/notifications`;

/**
 * Processes a notification, whose `body` are the raw bytes. Returns the acknowledgement that the provider expects, or
 * null when the signature is invalid.
 */
export type TakeNotification = (
  provider: PayProviderId,
  headers: Readonly<Record<string, unknown>>,
  body: string,
) => Promise<{ readonly status: number; readonly text: string } | null>;

const fail = (message: string) => ({ code: "FAIL", message });

interface Deps {
  readonly takePaymentNotification: TakeNotification;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "notification">;
}

/** Registers the endpoints. On any other response, the provider sends the notification again later. */
export function registerPaymentNotifications(app: FastifyInstance, deps: Deps): void {
  const { takePaymentNotification, log, metrics } = deps;
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) =>
      done(null, body),
    );
    scope.setErrorHandler((error, request, reply) => {
      const status =
        error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
      if (status >= 400 && status < 500) return reply.code(status).send(fail("body refused"));
      metrics.notification({ outcome: "failed" });
      log.error({ requestId: request.id, ...faultFields(error) }, "payment notification not taken");
      return reply.code(503).send(fail("try again later"));
    });
    for (const provider of allPayProviders) {
      const config = { traced: `${provider}-notification` };
      scope.post(
        paymentNotificationsPath(provider),
        { config },
        async ({ headers, body }, reply) => {
          const thanks = await takePaymentNotification(
            provider,
            headers,
            typeof body === "string" ? body : "",
          );
          metrics.notification({ outcome: thanks ? "taken" : "refused" });
          if (!thanks) return reply.code(401).send(fail("signature refused"));
          return reply.code(thanks.status).type("text/plain").send(thanks.text);
        },
      );
    }
  });
}
