/** Refunds for finance: latest first in the list, earliest first in the export. */
import {
  type Bilingual,
  previousRefundStates,
  type Role,
  refundCauses,
  type refundList,
  refundStates,
  roles,
} from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, count, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { maskName, maskNumber } from "../core/collection/mask-student.ts";
import { openStudent } from "../core/collection/person.ts";
import { type Days, onDays } from "../core/days.ts";
import type { FileOf } from "../core/file-rows.ts";
import { openWords, refundReason } from "../core/free-words.ts";
import { byTime, type PageQuery, readPage } from "../core/page.ts";
import { type NamedStaff, staffName, staffNameColumns } from "../core/staff-name.ts";
import type { Database } from "../infra/db/database.ts";
import { collections, orders, persons, refunds, schools, staff } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { ReadingDeps } from "./deps.ts";
import type { RefundRow } from "./order-rows.ts";
import { presentRefund } from "./present-order.ts";

const matching = ({
  state,
  ...days
}: Days & { readonly state?: string | undefined }): SQL | undefined =>
  and(
    state === undefined ? undefined : sql`${refunds.state} = ${state}`,
    onDays(refunds.createdAt, days),
  );

const requesters = alias(staff, "requesters");
const starters = alias(staff, "starters");
const deciders = alias(staff, "deciders");

const readRefunds = (
  db: Database,
  order: "latest-first" | "earliest-first",
  filter: SQL | undefined,
  page: PageQuery,
) =>
  readPage(page, {
    key: byTime(order, refunds.createdAt, refunds.id),
    select: (cut) =>
      db
        .select({
          refund: refunds,
          outTradeNo: orders.outTradeNo,
          person: persons,
          school: schools.name,
          requester: staffNameColumns(requesters),
          starter: staffNameColumns(starters),
          decider: staffNameColumns(deciders),
        })
        .from(refunds)
        .innerJoin(orders, eq(orders.id, refunds.orderId))
        .innerJoin(collections, eq(collections.id, orders.collectionId))
        .innerJoin(persons, eq(persons.id, collections.personId))
        .innerJoin(schools, eq(schools.code, persons.schoolCode))
        .leftJoin(requesters, eq(requesters.id, refunds.requestedBy))
        .leftJoin(starters, eq(starters.id, refunds.startedBy))
        .leftJoin(deciders, eq(deciders.id, refunds.decidedBy))
        .where(and(filter, cut.whereNext))
        .orderBy(...cut.order)
        .limit(cut.limit),
    keyOf: ({ refund }) => ({ at: refund.createdAt, id: refund.id }),
  });

type Listed = RouteAnswer<"listRefunds">["refunds"][number];
type Match = Awaited<ReturnType<typeof readRefunds>>["rows"][number];

/** Returns the role, and for staff also the person. */
function whoOf(role: Role, person: NamedStaff | null, sealer: Sealer): Bilingual {
  const { zh, en } = roles[role];
  if (person === null) return { zh, en };
  const name = staffName(sealer, person);
  return { zh: `${zh} ${name}`, en: `${en} ${name}` };
}

function present(
  { refund, outTradeNo, person, school, requester, starter, decider }: Match,
  sealer: Sealer,
) {
  const { name, studentNumber } = openStudent(person, sealer);
  const request = whoOf(refund.requestedByRole, requester, sealer);
  const started = refund.startedByRole && whoOf(refund.startedByRole, starter, sealer);
  const decidedBy = decider && staffName(sealer, decider);
  return {
    ...presentRefund(refund, sealer),
    orderId: refund.orderId,
    outTradeNo,
    school,
    student: `${maskName(name)} ${maskNumber(studentNumber)}`.trim(),
    outRefundNo: refund.outRefundNo,
    cause: refund.cause,
    causeLabel: refundCauses[refund.cause],
    reason: openWords(sealer, refundReason, refund),
    steps: stepsOf(refund, request, started, decidedBy),
    requestedByLabel: request,
    startedByLabel: started,
    decidedBy,
  };
}

/** Each step of the refund with person and time. One person's request and start are one step. */
function stepsOf(
  { state, createdAt, startedAt, decidedAt, acceptedAt, endedAt }: RefundRow,
  request: Bilingual,
  started: Bilingual | null,
  decidedBy: string | null,
): Listed["steps"] {
  const decider = decidedBy === null ? null : { zh: decidedBy, en: decidedBy };
  const all = [
    [{ zh: "申请", en: "Requested" }, request, request.zh === started?.zh ? null : createdAt],
    [{ zh: "发起", en: "Started" }, started, startedAt],
    [{ zh: "复核同意", en: "Approved" }, decider, decidedAt],
    [{ zh: "支付平台受理", en: "Accepted by the provider" }, null, acceptedAt],
    [refundStates[state].label, state === "declined" ? decider : null, endedAt],
  ] as const;
  return all.flatMap(([label, by, at]) =>
    at === null ? [] : [{ label, by, at: at.toISOString() }],
  );
}

export async function listRefunds(
  { db, sealer }: ReadingDeps,
  query: ParsedInput<"listRefunds">["query"],
  staffId: string,
): Promise<RouteAnswer<"listRefunds">> {
  const { rows, next } = await readRefunds(db, "latest-first", matching(query), query);
  const mayDecide = ({ refund }: Match): boolean =>
    previousRefundStates("decline").includes(refund.state) && refund.startedBy !== staffId;
  const states = await db
    .select({ state: refunds.state, count: count() })
    .from(refunds)
    .where(onDays(refunds.createdAt, query))
    .groupBy(refunds.state);
  return {
    refunds: rows.map((row) => ({ ...present(row, sealer), mayDecide: mayDecide(row) })),
    states,
    next,
  };
}

export const refundFile = ({ db, sealer }: ReadingDeps): FileOf<typeof refundList> => ({
  count: ({ filters }) => db.$count(refunds, matching(filters)),
  page: async ({ filters }, page) => {
    const { rows, next } = await readRefunds(db, "earliest-first", matching(filters), page);
    return { rows: rows.map((row) => present(row, sealer)), next };
  },
});
