/** Routes of webhooks: their addresses, a test, the last deliveries and their replay. */
import { z } from "zod";
import { id, pageQuery, token } from "../core/fields.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { webhookDeliveryList, webhookList } from "./lists.ts";

const { roles } = webhookList;
const params = z.object({ webhookId: id });
const webhook = itemOf(webhookList, { webhookId: id, isPaused: z.boolean() });
const delivery = itemOf(webhookDeliveryList, { deliveryId: id, mayReplay: z.boolean() });

export const webhookRoutes = {
  listWebhooks: {
    summary: { zh: "学校的推送地址", en: "Webhooks of the school, latest first" },
    roles,
    query: z.object({ ...filtersOf(webhookList), ...pageQuery }),
    answers: z.object({ webhooks: z.array(webhook), next: z.string().nullable() }),
  },
  createWebhook: {
    summary: {
      zh: "新建推送地址，签名密钥只显示一次",
      en: "Create a webhook; the signing secret is shown once",
    },
    roles: ["school-admin"],
    body: z.object({ url: token(500) }),
    answers: z.object({ webhookId: id, secret: z.string() }),
    errors: ["not-found", "webhook-address", "webhooks-too-many"],
  },
  pauseWebhook: {
    summary: {
      zh: "暂停或恢复推送；暂停期间的变更恢复后补发",
      en: "Pause or resume; changes meanwhile are sent later",
    },
    roles,
    params,
    body: z.object({ wanted: z.enum(["active", "paused"]) }),
    answers: z.object({ webhookId: id }),
    errors: ["not-found"],
  },
  removeWebhook: {
    summary: { zh: "删除推送地址", en: "Remove a webhook" },
    roles,
    params,
    answers: z.object({ webhookId: id }),
    errors: ["not-found"],
  },
  testWebhook: {
    summary: { zh: "一分钟内推送一条测试事件", en: "Send a test event within a minute" },
    roles,
    params,
    answers: z.object({ deliveryId: id }),
    errors: ["not-found", "webhook-is-paused"],
  },
  listWebhookDeliveries: {
    summary: { zh: "最近 30 天的推送", en: "Deliveries of the last 30 days, latest first" },
    roles,
    query: z.object({ ...filtersOf(webhookDeliveryList), ...pageQuery }),
    answers: z.object({ deliveries: z.array(delivery), next: z.string().nullable() }),
  },
  replayWebhookDelivery: {
    summary: { zh: "重新推送，webhook-id 不变", en: "Deliver once more, with the same webhook-id" },
    roles,
    params: z.object({ deliveryId: id }),
    answers: z.object({ deliveryId: id }),
    errors: ["not-found", "webhook-is-paused"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
