/** Starts the payment of a collection: one open order at a time; the same one is handed out again while it can be paid. */
import { canMove, collectionStates, type PayChannel } from "@gradphoto/domain";
import { and, eq } from "drizzle-orm";
import { isRefusal, type Refusal, refuse } from "../core/call.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { windowRefusal } from "../core/project/project-window.ts";
import { inTransaction } from "../infra/db/database.ts";
import { collections, orders, projects, schools } from "../infra/db/schema/index.ts";
import { askOrder, closeOrder } from "./ask-order.ts";
import type { PaymentDeps } from "./deps.ts";
import { type CollectionRow, lockCollection, type OrderRow } from "./order-rows.ts";
import { type Payer, payerFor } from "./payer.ts";

export interface StartInput {
  readonly collectionId: string;
  readonly accountId: string;
  readonly channel: PayChannel;
  /** Of the session that pays. */
  readonly tokenSha256: string | null;
  /** Of the payer. */
  readonly address: string;
}

/** null: the collection costs nothing and is paid now. */
export type Started = { readonly order: OrderRow; readonly prepay: string } | null;

export type StartRefusal = Refusal<
  | "not-found"
  | "move-not-allowed"
  | "order-already-paid"
  | "project-not-open"
  | "project-closed"
  | "payment-needs-wechat"
  | "payment-refused"
  | "payment-unavailable"
>;

const payableForMs = 3_600_000;
/** An order about to expire is not handed out again. */
const leastLeftMs = 5 * 60_000;
/** The sweep asks for the first time after this. */
const firstAskMs = 15_000;
/** A turn closes an order that stands in the way, or loses a race; nobody needs more in one request. */
const turns = 4;

export async function startOrder(deps: PaymentDeps, wanted: StartInput): Promise<Started | StartRefusal> {
  for (let turn = 1; turn <= turns; turn++) {
    const done = await takeTurn(deps, wanted);
    if (done !== "again") return done;
  }
  return refuse("payment-unavailable", {});
}

async function takeTurn(deps: PaymentDeps, wanted: StartInput): Promise<Started | StartRefusal | "again"> {
  const found = await findPayable(deps, wanted);
  if (isRefusal(found)) return found;
  if (found.collection.feeFen === 0) return payNothing(deps, found.collection);
  const payer = await payerFor(deps, wanted);
  if (isRefusal(payer)) return payer;
  const [open] = await deps.db
    .select()
    .from(orders)
    .where(and(eq(orders.collectionId, wanted.collectionId), eq(orders.state, "open")));
  if (open && !isGood(open, wanted.channel, payer, deps.clock())) return moveAway(deps, open);
  const order = open ?? (await insertOrder(deps, found.collection, wanted.channel, payer));
  if (order === "again") return order;
  return place(deps, order, { ...payer, address: wanted.address, description: `毕业证照采集 ${found.schoolName}` });
}

async function findPayable({ db, clock }: PaymentDeps, { collectionId, accountId }: StartInput) {
  const [found] = await db
    .select({ collection: collections, project: projects, schoolName: schools.name })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(and(eq(collections.id, collectionId), eq(collections.accountId, accountId)));
  if (!found) return refuse("not-found", {});
  const refusal = payRefusal(found.collection) ?? windowRefusal(found.project, clock());
  return refusal ?? found;
}

function payRefusal({ state }: CollectionRow) {
  if (canMove(state, "pay", "system")) return null;
  return state === "closed" || state === "refunded"
    ? refuse("move-not-allowed", { state: collectionStates[state].label })
    : refuse("order-already-paid", {});
}

/** The proof of a payment of nothing. */
const free = "free";

async function payNothing({ db, clock }: PaymentDeps, { id: collectionId }: CollectionRow) {
  const actor = { role: "system", id: null } as const;
  const paid = await inTransaction(db, (tx) =>
    moveCollection(tx, clock, { collectionId, move: "pay", actor, given: { payment: free } }),
  );
  return isRefusal(paid) ? ("again" as const) : null;
}

const isGood = (order: OrderRow, channel: PayChannel, { appid }: Payer, now: Date): boolean =>
  order.channel === channel && order.appid === appid && order.expiresAt.getTime() - now.getTime() >= leastLeftMs;

async function moveAway(deps: PaymentDeps, order: OrderRow): Promise<StartRefusal | "again"> {
  const news = await closeOrder(deps, order);
  if (news === "unknown") return refuse("payment-unavailable", {});
  return news === "paid" ? refuse("order-already-paid", {}) : "again";
}

const insertOrder = (deps: PaymentDeps, { id: collectionId }: CollectionRow, channel: PayChannel, { appid }: Payer) =>
  inTransaction(deps.db, async (tx): Promise<OrderRow | "again"> => {
    const collection = await lockCollection(tx, collectionId);
    if (!collection || payRefusal(collection)) return "again";
    const id = deps.ids();
    const now = deps.clock();
    const [order] = await tx
      .insert(orders)
      .values({
        id,
        collectionId,
        outTradeNo: id.replaceAll("-", ""),
        channel,
        appid,
        amountFen: collection.feeFen,
        state: "open",
        createdAt: now,
        expiresAt: new Date(now.getTime() + payableForMs),
        askAfter: new Date(now.getTime() + firstAskMs),
      })
      .onConflictDoNothing()
      .returning();
    return order ?? "again";
  });

interface Placing extends Payer {
  readonly address: string;
  readonly description: string;
}

/** Placing the same order again is the same order: an answer that was lost is asked for once more. */
async function place(deps: PaymentDeps, order: OrderRow, placing: Placing): Promise<Started | StartRefusal | "again"> {
  // The page of h5 can be opened for five minutes alone, so it is asked for each time.
  if (order.prepay !== null && order.channel !== "h5") return { order, prepay: order.prepay };
  const { outTradeNo, amountFen, expiresAt } = order;
  const { openid, address, description, channel } = placing;
  const wanted = { outTradeNo, channel, appid: order.appid, description, amountFen, openid, address, expiresAt };
  const placed = await deps.pay.place(wanted);
  if (placed.ok) {
    await deps.db.update(orders).set({ prepay: placed.value }).where(eq(orders.id, order.id));
    return { order, prepay: placed.value };
  }
  if (placed.refusal === "unavailable") return refuse("payment-unavailable", {});
  if (placed.refusal === "order-closed" || placed.refusal === "number-used" || placed.refusal === "order-paid") {
    const news = await askOrder(deps, order);
    return news === "open" ? moveAway(deps, order) : news === "closed" ? "again" : moveAway(deps, order);
  }
  await closeOrder(deps, order);
  return refuse("payment-refused", {});
}
