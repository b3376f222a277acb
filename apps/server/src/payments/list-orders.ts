/**
 * Orders: latest first for customer service and finance, earliest first in the export. Staff of one school see only
 * that school's orders.
 */
import {
  allPayProviders,
  type Bilingual,
  type CollectionState,
  collectionStates,
  type orderList,
  type Role,
} from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, count, eq, inArray, isNotNull, or, type SQL, sql } from "drizzle-orm";
import { isRefusal, type Refusal } from "../core/call.ts";
import { maskName } from "../core/collection/mask-student.ts";
import { openStudent } from "../core/collection/person.ts";
import { ofSchools, type SchoolScope } from "../core/collection/student-rows.ts";
import { type Days, onDays } from "../core/days.ts";
import type { FileOf } from "../core/file-rows.ts";
import { findSchoolCode } from "../core/find-school-code.ts";
import { byTime, idStartsWith, type PageKey, type PageQuery, readPage } from "../core/page.ts";
import type { Database } from "../infra/db/database.ts";
import { collections, orders, persons, projects, schools } from "../infra/db/schema/index.ts";
import type { ReadingDeps } from "./deps.ts";
import { liveRefunds } from "./order-rows.ts";
import { present } from "./present-order.ts";
import { refusalToLead, refusalToStart } from "./start-refund.ts";

export interface PageInput extends ParsedQuery {
  /** Role of the caller. */
  readonly role: Role;
  readonly ofSchool: string | null;
}

type ParsedQuery = ParsedInput<"listOrders">["query"];

interface OrderKey {
  readonly at: Date;
  readonly id: string;
}

/** The cursor of this list is only the id. */
const latestFirst: PageKey<OrderKey> = {
  ...byTime("latest-first", orders.createdAt, orders.id),
  isAfterCursor: (id) =>
    sql`(${orders.createdAt}, ${orders.id}) < (select created_at, id from orders where id = ${id})`,
  cursorOf: ({ id }) => id,
};

const readOrders = (
  db: Database,
  key: PageKey<OrderKey>,
  filter: SQL | undefined,
  page: PageQuery,
) =>
  readPage(page, {
    key,
    select: ({ whereNext, order, limit }) =>
      db
        .select({ order: orders, collection: collections, person: persons, school: schools.name })
        .from(orders)
        .innerJoin(collections, eq(collections.id, orders.collectionId))
        .innerJoin(persons, eq(persons.id, collections.personId))
        .innerJoin(projects, eq(projects.id, collections.projectId))
        .innerJoin(schools, eq(schools.code, projects.schoolCode))
        .where(and(filter, whereNext))
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ order: { createdAt, id } }) => ({ at: createdAt, id }),
  });

interface Filters extends Days {
  readonly state?: string | undefined;
  readonly text?: string | undefined;
}

/** Shared by the list and the export. */
const filterOf = (scope: SchoolScope, { state, text, ...days }: Filters): SQL | undefined =>
  and(
    ofSchools(scope),
    onDays(orders.createdAt, days),
    ofText(text),
    state === undefined ? undefined : sql`${orders.state} = ${state}`,
  );

export async function listOrders(
  deps: ReadingDeps,
  { role, ofSchool, limit, after, ...filters }: PageInput,
): Promise<RouteAnswer<"listOrders"> | Refusal> {
  const { db } = deps;
  const schoolCode = await findSchoolCode(db, filters.schoolCode);
  if (isRefusal(schoolCode)) return schoolCode;
  const scope = { schoolCode: ofSchool, filters: { schoolCode } };
  const filter = filterOf(scope, {
    ...filters,
    state: filters.state === "all" ? undefined : filters.state,
  });
  const { rows, next } = await readOrders(db, latestFirst, filter, { after, limit });
  const ids = rows.map(({ order }) => order.id);
  const live = new Map((await liveRefunds(db, ids)).map((refund) => [refund.orderId, refund]));
  const visible = await present(
    deps,
    rows.map(({ order }) => order),
  );
  return {
    orders: rows.flatMap((row, at) => {
      const order = visible[at];
      if (!order) return [];
      const refusal =
        refusalToStart(row.order, live.get(row.order.id) ?? null) ?? refusalToLead(row, role);
      const { school, collection, person } = row;
      const nameMasked = maskName(openStudent(person, deps.sealer).name);
      const refundRefusal = refusal && refusalNote(refusal, collection.state);
      return [{ ...order, school, collectionId: collection.id, nameMasked, refundRefusal }];
    }),
    sums: after === undefined && isNarrow(filters) ? await sumUp(db, filter) : null,
    next,
  };
}

/** Short enough for a cell of the table. */
function refusalNote({ refused }: Refusal, state: CollectionState): Bilingual {
  if (refused === "order-not-paid") return { zh: "没有到账的付款", en: "Not paid" };
  if (refused === "refund-under-way") return { zh: "已有退款在处理", en: "A refund is under way" };
  const { zh, en } = collectionStates[state].label;
  return { zh: `${zh}，不能退款`, en: `${en}: no refund` };
}

/** Whether the totals can be computed within a request: for one order, or for at most a quarter. */
const isNarrow = ({
  text,
  fromDay,
  untilDay,
}: Pick<ParsedQuery, "text" | "fromDay" | "untilDay">): boolean =>
  text !== undefined ||
  (fromDay !== undefined && untilDay !== undefined && daysBetween(fromDay, untilDay) <= mostDays);

const mostDays = 92;

const daysBetween = (fromDay: string, untilDay: string): number =>
  (Date.parse(untilDay) - Date.parse(fromDay)) / 86_400_000;

/**
 * Matches the provider's number exactly, as copied from a bill, and the service's order number, which is the id, also
 * by prefix.
 */
function ofText(text: string | undefined): SQL | undefined {
  if (text === undefined) return undefined;
  const number = text.replace(/\s/g, "");
  const whereProviderNumber = and(
    inArray(orders.provider, [...allPayProviders]),
    eq(orders.transactionId, number),
  );
  return or(idStartsWith(orders.id, text), whereProviderNumber);
}

const paid = isNotNull(orders.paidAt);
const refunded = eq(orders.state, "refunded");

async function sumUp(
  db: Database,
  filter: SQL | undefined,
): Promise<RouteAnswer<"listOrders">["sums"]> {
  const [sums] = await db
    .select({
      orders: count(),
      paid: sql`count(*) filter (where ${paid})`.mapWith(Number),
      paidFen: sql`coalesce(sum(${orders.amountFen}) filter (where ${paid}), 0)`.mapWith(Number),
      refunded: sql`count(*) filter (where ${refunded})`.mapWith(Number),
      refundedFen: sql`coalesce(sum(${orders.amountFen}) filter (where ${refunded}), 0)`.mapWith(
        Number,
      ),
    })
    .from(orders)
    .innerJoin(collections, eq(collections.id, orders.collectionId))
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .where(filter);
  return sums ?? null;
}

export const orderFile = (deps: ReadingDeps): FileOf<typeof orderList> => ({
  count: async (scope) => {
    const [counted] = await deps.db
      .select({ count: count() })
      .from(orders)
      .innerJoin(collections, eq(collections.id, orders.collectionId))
      .innerJoin(projects, eq(projects.id, collections.projectId))
      .where(filterOf(scope, scope.filters));
    return counted?.count ?? 0;
  },
  page: async (scope, page) => {
    const key = byTime("earliest-first", orders.createdAt, orders.id);
    const { rows, next } = await readOrders(deps.db, key, filterOf(scope, scope.filters), page);
    const visible = await present(
      deps,
      rows.map(({ order }) => order),
    );
    return {
      rows: visible.map((order, at) => ({ ...order, school: rows[at]?.school ?? "" })),
      next,
    };
  },
});
