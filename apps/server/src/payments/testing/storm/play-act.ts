/**
 * Runs one act of a sequence. Refusals are valid results; the sandbox refuses impossible acts, such as paying twice.
 */
import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { isRefusal } from "../../../core/call.ts";
import { moveCollection } from "../../../core/collection/move-collection.ts";
import { inTransaction } from "../../../infra/db/database.ts";
import { collections, orders, refunds } from "../../../infra/db/schema/index.ts";
import { staffCall } from "../../../testing/calls.ts";
import type { OrderRow } from "../../order-rows.ts";
import type { PayStudent } from "../pay-student.ts";
import { standIns } from "../payment-deps.ts";
import { createRandom, type Random } from "./random.ts";
import type { Act, ActName } from "./sequences.ts";
import type { StormWorld } from "./storm-world.ts";

export interface Scene {
  readonly world: StormWorld;
  readonly student: PayStudent;
  /** Orders of the student before the act. */
  readonly orders: readonly OrderRow[];
}

interface Stage extends Scene {
  readonly random: Random;
}

const staff = [
  staffCall(randomUUID(), "service"),
  staffCall(randomUUID(), "finance"),
  staffCall(randomUUID(), "finance"),
] as const;

export const playAct = (scene: Scene, { name, seed }: Act): Promise<unknown> =>
  plays[name]({ ...scene, random: createRandom(seed) });

const ways = [
  ...Array.from(
    { length: 4 },
    () => ({ channel: "mini-program", provider: "wechat-pay" }) as const,
  ),
  ...(["native", "h5", "official-account"] as const).map(
    (channel) => ({ channel, provider: "wechat-pay" }) as const,
  ),
  { channel: "h5", provider: "alipay" },
  { channel: "h5", provider: "alipay" },
] as const;

/** Faults that every endpoint of a provider can have. */
const spoilt = [
  "system-error",
  "server-error",
  "too-frequent",
  "lost-answer",
  "garbage",
  "bad-signature",
];
const faults: readonly (readonly [target: string, kinds: readonly string[]])[] = [
  ["pay-order", spoilt],
  ["pay-query", spoilt],
  ["pay-close", spoilt],
  ["pay-refund", [...spoilt, "not-enough", "ends-closed", "ends-abnormal"]],
  ["pay-refund", ["ends-closed", "ends-abnormal", "not-enough"]],
  [
    "pay-notification",
    ["duplicate", "late", "out-of-order", "forged", "wrong-amount", "lost", "skewed-clock"],
  ],
  ["pay-notification", ["duplicate", "out-of-order", "lost"]],
  ["alipay-query", spoilt],
  ["alipay-close", spoilt],
  ["alipay-refund", [...spoilt, "not-enough", "refused", "no-change"]],
  ["alipay-notification", ["duplicate", "late", "out-of-order", "forged", "wrong-amount", "lost"]],
];

/** Picks any order, or null when there is none. */
const anyOrder = ({ orders: all, random }: Stage): OrderRow | null =>
  all.length === 0 ? null : random.pick(all);

/**
 * Picks an order, preferring those that the provider may still accept money for: open ones, and ones that the service
 * forgot.
 */
function payableOrder({ orders: all, random }: Stage): OrderRow | null {
  const payable = all.filter(
    ({ state, closedAt }) => state === "open" || (state === "closed" && closedAt === null),
  );
  const from = payable.length === 0 || random.once(5) ? all : payable;
  return from.length === 0 ? null : random.pick(from);
}

/** Calls the sandbox's control API, which refuses impossible acts. */
const control = (world: StormWorld, path: string, body: object): Promise<unknown> =>
  world.sandbox.control("POST", path, body).catch(() => null);

async function start({ world, student, random }: Stage): Promise<void> {
  const { collectionId } = student;
  const body = random.pick(ways);
  const started = await world.request(({ handlers }) =>
    handlers.startOrder({ params: { collectionId }, body }, student.call),
  );
  const leads = started !== null && !isRefusal(started) && started.action?.kind === "redirect";
  // The payer opens the page or abandons it. Alipay creates the trade only when it is opened.
  if (leads && !random.once(5)) await fetch(started.action.url);
}

const plays: Readonly<Record<ActName, (stage: Stage) => Promise<unknown>>> = {
  start,
  pay: async (stage) => {
    const order = payableOrder(stage);
    if (order)
      await control(stage.world, `${standIns[order.provider]}/pay`, {
        outTradeNo: order.outTradeNo,
      });
  },
  "send-notification": async (stage) => {
    const order = anyOrder(stage);
    const kind = stage.random.pick(["repeat", "forged", "wrong-amount"]);
    if (!order) return;
    await control(stage.world, `${standIns[order.provider]}/notifications`, {
      outTradeNo: order.outTradeNo,
      kind,
    });
  },
  fault: ({ world, random }) => {
    const [target, kinds] = random.pick(faults);
    const kind = random.pick(kinds);
    const copies = 1 + random.below(16);
    return world.sandbox.control("POST", "/faults", {
      target,
      kind,
      copies,
      delayMs: random.pick([1000, 60_000, 5_000_000]),
    });
  },
  read: ({ world, student }) => {
    const { collectionId } = student;
    return world.request(({ handlers }) =>
      handlers.readCollectionOrders({ params: { collectionId } }, student.call),
    );
  },
  "query-refund": async (stage) => {
    const order = anyOrder(stage);
    if (!order) return;
    const input = { params: { orderId: order.id }, body: { reason: "不需要了" } };
    await stage.world.request(({ handlers }) => handlers.requestRefund(input, stage.student.call));
  },
  "start-refund": async (stage) => {
    const order = anyOrder(stage);
    if (!order) return;
    const input = { params: { orderId: order.id }, body: { reason: "电话申请" } };
    await stage.world.request(({ handlers }) =>
      handlers.startRefund(input, stage.random.pick(staff)),
    );
  },
  "decide-refund": async (stage) => {
    const { world, student, random } = stage;
    const open = await world.db
      .select({ id: refunds.id })
      .from(refunds)
      .innerJoin(orders, eq(orders.id, refunds.orderId))
      .where(eq(orders.collectionId, student.collectionId));
    if (open.length === 0) return;
    const confirm = { decision: "confirm" } as const;
    const outcome = random.pick([
      confirm,
      confirm,
      { decision: "decline", reason: "照片已在审核" } as const,
    ]);
    const input = { params: { refundId: random.pick(open).id }, body: { outcome } };
    await world.request(({ handlers }) =>
      handlers.confirmRefund(input, random.pick(staff.slice(1))),
    );
  },
  photo: async ({ world, student, random }) => {
    const { collectionId } = student;
    await world.request(({ deps }) =>
      inTransaction(deps.db, async (tx) => {
        const [collection] = await tx
          .select()
          .from(collections)
          .where(eq(collections.id, collectionId));
        const next = (collection && photoMoves[collection.state]) ?? [];
        if (next.length === 0) return null;
        const [move, role] = random.pick(next);
        const id = role === "system" ? null : randomUUID();
        const input = { attempt: randomUUID(), reason: { serverText: "背景不是蓝色" } };
        return moveCollection(tx, deps.clock, {
          collectionId,
          move,
          actor: { role, id },
          details: input,
        });
      }),
    );
  },
  "settle-abnormal": async (stage) => {
    const order = anyOrder(stage);
    if (order) await control(stage.world, "/pay/settle-abnormal", { outTradeNo: order.outTradeNo });
  },
  /**
   * Simulates an order that the service closes as never placed at the moment at which it is placed. The student gets a
   * second order and may pay both.
   */
  "forget-order": async (stage) => {
    const order = anyOrder(stage);
    if (order?.state !== "open") return;
    const whereStillOpen = and(eq(orders.id, order.id), eq(orders.state, "open"));
    await stage.world.db.update(orders).set({ state: "closed" }).where(whereStillOpen);
    await start(stage);
  },
};

/** State changes of the collection in parallel with the payment. */
const photoMoves: Readonly<
  Record<
    string,
    readonly (readonly [
      "upload" | "made" | "refused" | "submit" | "reject" | "approve",
      "student" | "system" | "reviewer",
    ])[]
  >
> = {
  paid: [["upload", "student"]],
  processing: [
    ["made", "system"],
    ["made", "system"],
    ["refused", "system"],
  ],
  ready: [
    ["upload", "student"],
    ["submit", "student"],
  ],
  in_review: [
    ["reject", "reviewer"],
    ["reject", "reviewer"],
    ["approve", "reviewer"],
  ],
  rejected: [["upload", "student"]],
};
