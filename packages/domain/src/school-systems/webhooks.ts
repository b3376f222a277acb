/** Webhooks to a school's own systems: events, states of a delivery, and the delays of its retries. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";
import { keysOf } from "../core/is-key-of.ts";
import type { ChangeKind } from "./changes.ts";

export const webhookEvents = [
  "collection.state-changed",
  "photo.ready",
  "collection.deleted",
  "test",
] as const;

export type WebhookEvent = (typeof webhookEvents)[number];

/** Events of one change, in their order. */
export const eventsOf = (kind: ChangeKind, state: string): readonly WebhookEvent[] =>
  kind === "deleted"
    ? ["collection.deleted"]
    : [
        "collection.state-changed",
        ...(state === "completed" && kind !== "photo-deleted" ? (["photo.ready"] as const) : []),
      ];

export const deliveryStates = {
  waiting: { label: { zh: "待送达", en: "Waiting" }, tone: "info" },
  delivered: { label: { zh: "已送达", en: "Delivered" }, tone: "success" },
  dead: { label: { zh: "未送达", en: "Not delivered" }, tone: "danger" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export const allDeliveryStates = keysOf(deliveryStates);

const [minuteS, hourS] = [60, 3600];

/** Delays after each failed try, about three days in all. After the last one the delivery is dead. */
export const webhookRetryDelaysS = [
  5,
  5 * minuteS,
  30 * minuteS,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hourS),
];

/** Maximum number of webhooks of one school. */
export const maxWebhooks = 5;

export const webhookStates = {
  active: { label: { zh: "正常", en: "Active" }, tone: "success" },
  failing: { label: { zh: "推送失败", en: "Failing" }, tone: "warning" },
  paused: { label: { zh: "已暂停", en: "Paused" }, tone: "danger" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;
