/**
 * Starts the payment of a collection. At most one order is open at a time; it is returned again while it can be paid.
 */
import {
  canMove,
  collectionStates,
  type PayChannel,
  type PayProviderId,
  payProviders,
} from "@gradphoto/domain";
import type { ClientAction } from "@gradphoto/domain/routes";
import { and, desc, eq, sql } from "drizzle-orm";
import { isRefusal, type Refusal, refuse } from "../core/call.ts";
import { type CollectionRow, lockCollection } from "../core/collection/lock-collection.ts";
import { moveCollection } from "../core/collection/move-collection.ts";
import { windowRefusal } from "../core/project/window-refusal.ts";
import { inTransaction } from "../infra/db/database.ts";
import {
  accountIdentities,
  collections,
  orders,
  projects,
  schools,
  sessions,
} from "../infra/db/schema/index.ts";
import { enqueue } from "../infra/jobs/enqueue.ts";
import type { PaymentDeps } from "./deps.ts";
import type { OrderRow } from "./order-rows.ts";
import { closeOrder, queryOrder } from "./query-order.ts";

/** App in which an order is paid, and the payer's id in that app if the provider requires it. */
interface Payer {
  readonly appid: string;
  readonly payerId: string | null;
}

interface Paying {
  readonly accountId: string;
  readonly channel: PayChannel;
  readonly provider: PayProviderId;
  readonly tokenSha256: string | null;
}

/**
 * Finds the payer. When several WeChat users share an account through the same phone number, the user of the session
 * pays.
 */
async function payerFor(
  { db, sealer, providerOf }: Pick<PaymentDeps, "db" | "sealer" | "providerOf">,
  { accountId, channel, provider, tokenSha256 }: Paying,
): Promise<Payer | Refusal<"payment-provider-not-offered" | "payment-needs-wechat">> {
  const app = providerOf(provider).appOf(channel);
  if (!app) return refuse("payment-provider-not-offered", { provider: payProviders[provider] });
  const { appid } = app;
  if (!app.namesPayer) return { appid, payerId: null };
  const [identity] = await db
    .select({ id: accountIdentities.id, openid: accountIdentities.openid })
    .from(accountIdentities)
    .leftJoin(
      sessions,
      and(
        eq(sessions.identityId, accountIdentities.id),
        eq(sessions.tokenSha256, tokenSha256 ?? ""),
      ),
    )
    .where(and(eq(accountIdentities.accountId, accountId), eq(accountIdentities.appid, appid)))
    .orderBy(sql`${sessions.tokenSha256} is null`, desc(accountIdentities.createdAt))
    .limit(1);
  if (!identity) return refuse("payment-needs-wechat", {});
  const place = { column: "account_identities.openid", rowId: identity.id };
  return { appid, payerId: sealer.open(identity.openid, place) };
}

export interface StartInput {
  readonly collectionId: string;
  readonly accountId: string;
  readonly channel: PayChannel;
  readonly provider: PayProviderId;
  /** URL of the service's page that the provider's page returns to. */
  readonly returnUrl: string;
  /** Hash of the paying session's token. */
  readonly tokenSha256: string | null;
  /** Network address of the payer. */
  readonly address: string;
}

/** `order` is null when the collection is free of charge and now counts as paid. */
export type StartedOrder = { readonly order: OrderRow; readonly action: ClientAction } | null;

export type StartRefusal = Refusal<
  | "not-found"
  | "move-not-allowed"
  | "order-already-paid"
  | "project-not-open"
  | "project-closed"
  | "payment-provider-not-offered"
  | "payment-needs-wechat"
  | "payment-refused"
  | "payment-unavailable"
>;

const payableForMs = 3_600_000;
/** Minimum remaining validity of an order that is returned again. */
const minLeftMs = 5 * 60_000;
/** Delay of the first query at WeChat Pay. */
const firstQueryS = 15;
/** Maximum number of attempts. Each may close a blocking order or lose a race; a request needs no more. */
const turns = 4;

export async function startOrder(
  deps: PaymentDeps,
  input: StartInput,
): Promise<StartedOrder | StartRefusal> {
  for (let turn = 1; turn <= turns; turn++) {
    const done = await takeTurn(deps, input);
    if (done !== "again") return done;
  }
  return refuseUnavailable(input);
}

const refuseUnavailable = ({ provider }: Pick<OrderRow, "provider">) =>
  refuse("payment-unavailable", { provider: payProviders[provider] });

async function takeTurn(
  deps: PaymentDeps,
  input: StartInput,
): Promise<StartedOrder | StartRefusal | "again"> {
  const payable = await findPayable(deps, input);
  if (isRefusal(payable)) return payable;
  if (payable.collection.feeFen === 0) return payNothing(deps, payable.collection);
  const payer = await payerFor(deps, input);
  if (isRefusal(payer)) return payer;
  const [open] = await deps.db
    .select()
    .from(orders)
    .where(and(eq(orders.collectionId, input.collectionId), eq(orders.state, "open")));
  if (open && !isGood(open, input, payer, deps.clock())) return moveAway(deps, open);
  const order = open ?? (await insertOrder(deps, payable.collection, input, payer));
  if (order === "again") return order;
  const { address, returnUrl } = input;
  return begin(deps, order, {
    ...payer,
    address,
    returnUrl,
    description: `毕业证照采集 ${payable.schoolName}`,
  });
}

async function findPayable({ db, clock }: PaymentDeps, { collectionId, accountId }: StartInput) {
  const [row] = await db
    .select({ collection: collections, project: projects, schoolName: schools.name })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(and(eq(collections.id, collectionId), eq(collections.accountId, accountId)));
  if (!row) return refuse("not-found", {});
  const refusal = payRefusal(row.collection) ?? windowRefusal(row.project, clock());
  return refusal ?? row;
}

function payRefusal({ state }: CollectionRow) {
  if (canMove(state, "pay", "system")) return null;
  return state === "closed" || state === "refunded"
    ? refuse("move-not-allowed", { state: collectionStates[state].label })
    : refuse("order-already-paid", {});
}

/** Payment proof of a free collection. */
const free = "free";

async function payNothing({ db, clock }: PaymentDeps, { id: collectionId }: CollectionRow) {
  const actor = { role: "system", id: null } as const;
  const paid = await inTransaction(db, (tx) =>
    moveCollection(tx, clock, { collectionId, move: "pay", actor, details: { payment: free } }),
  );
  return isRefusal(paid) ? ("again" as const) : null;
}

const isGood = (
  order: OrderRow,
  { channel, provider }: StartInput,
  { appid }: Payer,
  now: Date,
): boolean =>
  order.channel === channel &&
  order.provider === provider &&
  order.appid === appid &&
  order.expiresAt.getTime() - now.getTime() >= minLeftMs;

async function moveAway(deps: PaymentDeps, order: OrderRow): Promise<StartRefusal | "again"> {
  const news = await closeOrder(deps, order);
  if (news === "unknown") return refuseUnavailable(order);
  return news === "paid" ? refuse("order-already-paid", {}) : "again";
}

const insertOrder = (
  deps: PaymentDeps,
  { id: collectionId }: CollectionRow,
  { channel, provider }: StartInput,
  { appid }: Payer,
) =>
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
        provider,
        appid,
        amountFen: collection.feeFen,
        state: "open",
        createdAt: now,
        expiresAt: new Date(now.getTime() + payableForMs),
      })
      .onConflictDoNothing()
      .returning();
    if (!order) return "again";
    await enqueue(tx, "settle-order", { orderId: id }, { afterS: firstQueryS });
    return order;
  });

interface Beginning extends Payer {
  readonly address: string;
  readonly returnUrl: string | null;
  readonly description: string;
}

/** Starts the order at the provider. This is idempotent, so a retry obtains a lost response. */
async function begin(
  deps: PaymentDeps,
  order: OrderRow,
  beginning: Beginning,
): Promise<StartedOrder | StartRefusal | "again"> {
  const { outTradeNo, channel, amountFen, expiresAt, prepay: stored } = order;
  const request = { ...beginning, outTradeNo, channel, amountFen, expiresAt, savedState: stored };
  const started = await deps.providerOf(order.provider).start(request);
  if (started.ok) {
    const { action, stateToSave } = started.value;
    if (stateToSave !== stored)
      await deps.db.update(orders).set({ prepay: stateToSave }).where(eq(orders.id, order.id));
    return { order, action };
  }
  if (started.refusal === "unavailable") return refuseUnavailable(order);
  if (
    started.refusal === "order-closed" ||
    started.refusal === "number-used" ||
    started.refusal === "order-paid"
  ) {
    const news = await queryOrder(deps, order);
    return news === "closed" ? "again" : moveAway(deps, order);
  }
  await closeOrder(deps, order);
  return refuse("payment-refused", { provider: payProviders[order.provider] });
}
