/** Webhooks and their deliveries as the console displays them, latest first. */
import { deliveryStates, webhookStates } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import type { Call } from "../core/call.ts";
import { byTime, readPage } from "../core/page.ts";
import type { ServiceDeps } from "../core/service-deps.ts";
import { schools, webhookDeliveries, webhooks } from "../infra/db/schema/index.ts";
import { ofSchool } from "./list-api-keys.ts";

export async function listWebhooks(
  { db }: Pick<ServiceDeps, "db">,
  { schoolCode, ...page }: ParsedInput<"listWebhooks">["query"],
  call: Call,
): Promise<RouteAnswer<"listWebhooks">> {
  const isOfSchool = schoolCode === undefined ? undefined : eq(webhooks.schoolCode, schoolCode);
  const { rows, next } = await readPage(page, {
    key: byTime("latest-first", webhooks.createdAt, webhooks.id),
    select: ({ whereNext, order, limit }) =>
      db
        .select({ webhook: webhooks, schoolName: schools.name })
        .from(webhooks)
        .innerJoin(schools, eq(schools.code, webhooks.schoolCode))
        .where(and(ofSchool(call, webhooks.schoolCode), isOfSchool, whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ webhook }) => ({ at: webhook.createdAt, id: webhook.id }),
  });
  return {
    webhooks: rows.map(
      ({ webhook: { id, url, failingSince, pausedAt, createdAt }, schoolName }) => {
        const { label, tone } =
          webhookStates[
            pausedAt !== null ? "paused" : failingSince !== null ? "failing" : "active"
          ];
        return {
          ...{
            webhookId: id,
            schoolName,
            url,
            stateLabel: label,
            tone,
            isPaused: pausedAt !== null,
          },
          failingSince: failingSince?.toISOString() ?? null,
          createdAt: createdAt.toISOString(),
        };
      },
    ),
    next,
  };
}

export async function listDeliveries(
  { db }: Pick<ServiceDeps, "db">,
  { state, ...page }: ParsedInput<"listWebhookDeliveries">["query"],
  call: Call,
): Promise<RouteAnswer<"listWebhookDeliveries">> {
  const isInState = state === undefined ? undefined : eq(webhookDeliveries.state, state);
  const { rows, next } = await readPage(page, {
    key: byTime("latest-first", webhookDeliveries.at, webhookDeliveries.id),
    select: ({ whereNext, order, limit }) =>
      db
        .select({ delivery: webhookDeliveries, url: webhooks.url, pausedAt: webhooks.pausedAt })
        .from(webhookDeliveries)
        .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
        .where(and(ofSchool(call, webhooks.schoolCode), isInState, whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ delivery }) => ({ at: delivery.at, id: delivery.id }),
  });
  return {
    deliveries: rows.map(
      ({
        delivery: { id, event, at, state: code, tries, nextAt, status, answer },
        url,
        pausedAt,
      }) => {
        const { label, tone } = deliveryStates[code];
        const times = { at: at.toISOString(), nextAt: nextAt?.toISOString() ?? null };
        const mayReplay = code !== "waiting" && pausedAt === null;
        return {
          deliveryId: id,
          url,
          event,
          ...times,
          stateLabel: label,
          tone,
          tries,
          status,
          answer,
          mayReplay,
        };
      },
    ),
    next,
  };
}
