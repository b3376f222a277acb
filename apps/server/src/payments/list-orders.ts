/** Orders: latest first for customer service and finance, of whom staff of one school see that school's alone; earliest first in the file. */
import type { OrderState, orderList, Role } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, count, eq, type SQL, sql } from "drizzle-orm";
import { ofSchools } from "../core/collection/student-rows.ts";
import { onDays } from "../core/days.ts";
import type { FileOf, Scope } from "../core/file-rows.ts";
import { byTime, type PageKey, type PageQuery, readPage } from "../core/page.ts";
import type { Database } from "../infra/db/database.ts";
import { collections, orders, projects, schools } from "../infra/db/schema/index.ts";
import type { ReadingDeps } from "./deps.ts";
import { liveRefunds } from "./order-rows.ts";
import { present } from "./present-order.ts";
import { refusalToLead, refusalToStart } from "./start-refund.ts";

export interface PageInput {
  readonly state: "all" | OrderState;
  /** The last order of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
  /** Of who asks. */
  readonly role: Role;
  readonly schoolCode: string | null;
}

interface OrderKey {
  readonly at: Date;
  readonly id: string;
}

/** The id alone is the cursor of this list. */
const latestFirst: PageKey<OrderKey> = {
  ...byTime("latest-first", orders.createdAt, orders.id),
  isBehind: (id) => sql`(${orders.createdAt}, ${orders.id}) < (select created_at, id from orders where id = ${id})`,
  cursorOf: ({ id }) => id,
};

const readOrders = (db: Database, key: PageKey<OrderKey>, filter: SQL | undefined, page: PageQuery) =>
  readPage(page, {
    key,
    select: ({ isNext, order, limit }) =>
      db
        .select({ order: orders, collection: collections, school: schools.name })
        .from(orders)
        .innerJoin(collections, eq(collections.id, orders.collectionId))
        .innerJoin(projects, eq(projects.id, collections.projectId))
        .innerJoin(schools, eq(schools.code, projects.schoolCode))
        .where(and(filter, isNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ order: { createdAt, id } }) => ({ at: createdAt, id }),
  });

export async function listOrders(
  deps: ReadingDeps,
  { state, after, limit, role, schoolCode }: PageInput,
): Promise<RouteAnswer<"listOrders">> {
  const filter = and(
    state === "all" ? undefined : eq(orders.state, state),
    schoolCode === null ? undefined : eq(projects.schoolCode, schoolCode),
  );
  const { db } = deps;
  const { rows, next } = await readOrders(db, latestFirst, filter, { after, limit });
  const ids = rows.map(({ order }) => order.id);
  const live = new Map((await liveRefunds(db, ids)).map((refund) => [refund.orderId, refund]));
  const mayRefund = new Set(
    rows
      .filter((one) => !refusalToStart(one.order, live.get(one.order.id) ?? null) && !refusalToLead(one, role))
      .map(({ order }) => order.id),
  );
  const shown = await present(
    deps,
    rows.map(({ order }) => order),
  );
  return { orders: shown.map((order) => ({ ...order, mayRefund: mayRefund.has(order.orderId) })), next };
}

const inFile = ({ filters: { state, ...filters }, ...scope }: Scope): SQL | undefined =>
  and(
    ofSchools({ ...scope, filters }),
    onDays(orders.createdAt, filters),
    state === undefined ? undefined : sql`${orders.state} = ${state}`,
  );

export const orderFile = (deps: ReadingDeps): FileOf<typeof orderList> => ({
  count: async (scope) => {
    const [counted] = await deps.db
      .select({ count: count() })
      .from(orders)
      .innerJoin(collections, eq(collections.id, orders.collectionId))
      .innerJoin(projects, eq(projects.id, collections.projectId))
      .where(inFile(scope));
    return counted?.count ?? 0;
  },
  page: async (scope, page) => {
    const key = byTime("earliest-first", orders.createdAt, orders.id);
    const { rows, next } = await readOrders(deps.db, key, inFile(scope), page);
    const shown = await present(
      deps,
      rows.map(({ order }) => order),
    );
    return { rows: shown.map((order, at) => ({ ...order, school: rows[at]?.school ?? "" })), next };
  },
});
