/** Payment notifications: queued with the ordered fault, sent when due, repeated on WeChat Pay's schedule. */
import { takeFault } from "../faults.ts";
import { newId, type World } from "../world.ts";
import { beijingTime } from "./beijing-time.ts";
import type { Notification } from "./pay-books.ts";
import { refundNotice } from "./refund-fields.ts";
import { type Settled, settleRefunds } from "./settle-refunds.ts";
import { sealResource, signedHeaders } from "./signatures.ts";

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** Waits between attempts, as pay.weixin.qq.com states them: 15 s, 15 s, 30 s, 3 min … 6 h. */
export const retryAfterMs: readonly number[] = [
  ...[15, 15, 30].map((n) => n * secondMs),
  ...[3, 10, 20, 30, 30, 30, 60].map((n) => n * minuteMs),
  ...[3, 3, 3, 6, 6].map((n) => n * hourMs),
];

const summaries: Readonly<Record<string, string>> = {
  "TRANSACTION.SUCCESS": "支付成功",
  "REFUND.SUCCESS": "退款成功",
  "REFUND.CLOSED": "退款关闭",
  "REFUND.ABNORMAL": "退款异常",
};

export interface Fact {
  readonly url: string;
  readonly eventType: string;
  readonly about: Notification["about"];
  /** What is sealed inside; `amount.total` is in fen. */
  readonly content: { readonly amount: { readonly total: number } };
}

/** Queues one fact; an ordered fault spoils it or adds lies beside it, and never changes the books. */
export function notify(world: World, fact: Fact): void {
  const fault = takeFault(world.books.faults, "pay-notification");
  const nowMs = world.now().getTime();
  const id = queueNotification(world, fact, {
    flaw: fault?.kind === "skewed-clock" ? "stale" : "none",
    state: fault?.kind === "lost" ? "lost" : fault?.kind === "out-of-order" ? "held" : "waiting",
    dueAtMs: nowMs + (fault?.kind === "late" || fault?.kind === "out-of-order" ? fault.delayMs : 0),
  });
  if (fault?.kind === "duplicate") for (let n = 0; n < fault.copies; n++) queueNotification(world, fact, { id });
  if (fault?.kind === "forged") queueNotification(world, fact, { flaw: "forged" });
  if (fault?.kind === "wrong-amount") queueNotification(world, fact, { flaw: "wrong-amount" });
}

/** The notification's id. A forged or wrong-amount one is a lie told once, never repeated. */
export function queueNotification(world: World, fact: Fact, how: Partial<Notification> = {}): string {
  const { url, eventType, about, content } = fact;
  const told =
    how.flaw === "wrong-amount"
      ? { ...content, amount: { ...content.amount, total: content.amount.total + 1 } }
      : content;
  const id = how.id ?? newId(world);
  world.books.pay.notifications.push({
    id,
    url,
    eventType,
    about,
    content: JSON.stringify(told),
    flaw: how.flaw ?? "none",
    state: how.state ?? "waiting",
    attempts: 0,
    dueAtMs: how.dueAtMs ?? world.now().getTime(),
  });
  return id;
}

/** Settles refunds and sends what is due, in order; the number of attempts made. Deliveries take turns. */
export function deliverDue(world: World): Promise<number> {
  const mine = world.delivery.last.then(() => deliverNow(world));
  world.delivery.last = mine.catch(() => undefined);
  return mine;
}

async function deliverNow(world: World): Promise<number> {
  for (const settled of settleRefunds(world)) tellRefund(world, settled);
  const nowMs = world.now().getTime();
  const due = world.books.pay.notifications
    .filter(({ state, dueAtMs }) => (state === "waiting" || state === "held") && dueAtMs <= nowMs)
    .sort((a, b) => a.dueAtMs - b.dueAtMs);
  const held = world.books.pay.notifications.filter(({ state }) => state === "held");
  for (const notification of due) {
    await attempt(world, notification);
    for (const other of held) if (other.state === "held" && other !== notification) release(other, nowMs);
  }
  if (due.length > 0) world.save();
  return due.length;
}

export function tellRefund(world: World, { order, refund }: Settled): void {
  if (refund.notifyUrl === "") return;
  const content = refundNotice(world.settings.pay.mchid, order, refund);
  notify(world, { url: refund.notifyUrl, eventType: `REFUND.${refund.status}`, about: "refund", content });
}

/** A notification held back to be out of order goes as soon as a later one has gone. */
function release(held: Notification, nowMs: number): void {
  held.state = "waiting";
  held.dueAtMs = Math.min(held.dueAtMs, nowMs);
}

/** The next attempt is booked before this one is made, so that a kill repeats it and never forgets it. */
async function attempt(world: World, notification: Notification): Promise<void> {
  const retryMs = retryAfterMs[notification.attempts];
  const isLie = notification.flaw === "forged" || notification.flaw === "wrong-amount";
  const isLast = isLie || retryMs === undefined;
  const callback = writeNotification(world, notification);
  notification.attempts += 1;
  notification.state = isLast ? "given-up" : "waiting";
  notification.dueAtMs = world.now().getTime() + (retryMs ?? 0);
  const status = await world.callBack(callback);
  if (status !== undefined) notification.lastStatus = status;
  if (status === 200 || status === 204) notification.state = "delivered";
}

function writeNotification(world: World, { id, url, eventType, about, content, flaw, attempts }: Notification) {
  const body = JSON.stringify({
    id,
    create_time: beijingTime(world.now().getTime()),
    resource_type: "encrypt-resource",
    event_type: eventType,
    summary: summaries[eventType] ?? eventType,
    resource: sealResource(world, content, about),
  });
  const stale = flaw === "stale" && attempts === 0;
  const signature = signedHeaders(
    world,
    body,
    flaw === "forged" ? "bad-signature" : stale ? "skewed-clock" : undefined,
  );
  return { url, headers: { "content-type": "application/json", ...signature }, body };
}
