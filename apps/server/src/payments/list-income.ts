/**
 * Monthly income of each project, by the providers' bills: latest month first in the list, earliest first in the
 * export.
 */
import { beijingDay, educationCategories, type incomeList, payProviders } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, asc, desc, eq, gte, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { isRefusal, type Refusal } from "../core/call.ts";
import { type Days, onDays } from "../core/days.ts";
import type { FileOf } from "../core/file-rows.ts";
import { findSchoolCode } from "../core/find-school-code.ts";
import { type PageKey, type PageQuery, readPage } from "../core/page.ts";
import type { Database } from "../infra/db/database.ts";
import {
  billDays,
  incomeDays,
  invoiceRequests,
  paymentDifferences,
  projects,
  refunds,
  schools,
} from "../infra/db/schema/index.ts";
import type { PaymentDeps } from "./deps.ts";
import { billReadyAt } from "./record-difference.ts";

interface Filters extends Days {
  /** School to which the income is restricted. */
  readonly schoolCode?: string | undefined;
}

const onBillDays = (day: PgColumn, { fromDay, untilDay }: Days): SQL | undefined =>
  and(fromDay === undefined ? undefined : gte(day, fromDay), untilDay === undefined ? undefined : lte(day, untilDay));

const matching = ({ schoolCode, ...days }: Filters): SQL | undefined =>
  and(onBillDays(incomeDays.day, days), schoolCode === undefined ? undefined : eq(projects.schoolCode, schoolCode));

const sumOf = (column: PgColumn) => sql`coalesce(sum(${column}), 0)`.mapWith(Number);

const sums = {
  payments: sumOf(incomeDays.payments),
  refunds: sumOf(incomeDays.refunds),
  paidFen: sumOf(incomeDays.paidFen),
  refundedFen: sumOf(incomeDays.refundedFen),
  processingFeeFen: sumOf(incomeDays.processingFeeFen),
};

const month = sql<string>`to_char(${incomeDays.day}, 'YYYY-MM')`;

interface Place {
  readonly month: string;
  readonly schoolCode: string;
  readonly projectId: string;
}

/** Returns the order by month. Within a month, the order by school and project is the same in both directions. */
const byMonth = (order: "latest-first" | "earliest-first"): PageKey<Place> => ({
  isAfterCursor: (cursor) => {
    const [last = "", schoolCode = "", projectId = ""] = cursor.split("_");
    const isOther = order === "latest-first" ? sql`${month} < ${last}` : sql`${month} > ${last}`;
    return sql`(${isOther} or (${month} = ${last}
      and (${projects.schoolCode}, ${projects.id}) > (${schoolCode}, ${projectId}::uuid)))`;
  },
  order: [order === "latest-first" ? desc(month) : asc(month), asc(projects.schoolCode), asc(projects.id)],
  cursorOf: ({ month: last, schoolCode, projectId }) => `${last}_${schoolCode}_${projectId}`,
});

const readIncome = (db: Database, key: PageKey<Place>, filter: SQL | undefined, page: PageQuery) =>
  readPage(page, {
    key,
    select: ({ isNext, order, limit }) =>
      db
        .select({ month, ...sums, project: projects, school: schools.name })
        .from(incomeDays)
        .innerJoin(projects, eq(projects.id, incomeDays.projectId))
        .innerJoin(schools, eq(schools.code, projects.schoolCode))
        .where(and(filter, isNext))
        .groupBy(month, projects.id, schools.code)
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ month: of, project: { id, schoolCode } }) => ({ month: of, schoolCode, projectId: id }),
  });

type Match = Awaited<ReturnType<typeof readIncome>>["rows"][number];

function present({ project, school, ...income }: Match) {
  const { id: projectId, schoolCode, educationCategory, graduationYear } = project;
  const { zh, en } = educationCategories[educationCategory];
  return {
    incomeId: `${income.month}_${projectId}`,
    projectId,
    schoolCode,
    school,
    projectLabel: { zh: `${zh} ${graduationYear}`, en: `${en} ${graduationYear}` },
    ...income,
    netFen: netOf(income),
  };
}

interface Amounts {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly processingFeeFen: number;
}

const netOf = ({ paidFen, refundedFen, processingFeeFen }: Amounts): number => paidFen - refundedFen - processingFeeFen;

export async function listIncome(
  { db, clock }: Pick<PaymentDeps, "db" | "clock">,
  { limit, after, schoolCode: called, ...days }: ParsedInput<"listIncome">["query"],
): Promise<RouteAnswer<"listIncome"> | Refusal> {
  const schoolCode = await findSchoolCode(db, called);
  if (isRefusal(schoolCode)) return schoolCode;
  const filter = matching({ ...days, schoolCode });
  const { rows, next } = await readIncome(db, byMonth("latest-first"), filter, { limit, after });
  const full = await sumUp(db, filter);
  return {
    income: rows.map(present),
    sums: { ...full, netFen: netOf(full) },
    months: await readMonths(db, filter),
    ...(await readGaps(db, days, lastBilled(clock()))),
    next,
  };
}

const maxMonths = 24;

/** Net income of the latest months, earliest first. */
async function readMonths(db: Database, filter: SQL | undefined): Promise<{ month: string; netFen: number }[]> {
  const rows = await db
    .select({ month, ...sums })
    .from(incomeDays)
    .innerJoin(projects, eq(projects.id, incomeDays.projectId))
    .where(filter)
    .groupBy(month)
    .orderBy(desc(month))
    .limit(maxMonths);
  return rows.reverse().map((row) => ({ month: row.month, netFen: netOf(row) }));
}

async function sumUp(db: Database, filter: SQL | undefined) {
  const [full] = await db
    .select(sums)
    .from(incomeDays)
    .innerJoin(projects, eq(projects.id, incomeDays.projectId))
    .where(filter);
  if (!full) throw new Error("A sum without its row");
  return full;
}

/** Reads what is still open for these days: bills, income of no project, differences, refunds and invoices. */
async function readGaps(db: Database, { fromDay, untilDay }: Days, billedUntil: string) {
  const days = { fromDay, untilDay };
  const isMissing = and(onBillDays(billDays.day, days), eq(billDays.state, "open"), lte(billDays.day, billedUntil));
  const reported = await sumUp(db, onBillDays(incomeDays.day, days));
  const [billed] = await db
    .select({ paidFen: sumOf(billDays.paidFen), refundedFen: sumOf(billDays.refundedFen) })
    .from(billDays)
    .where(and(onBillDays(billDays.day, days), eq(billDays.state, "fetched")));
  const billedFen = (billed?.paidFen ?? 0) - (billed?.refundedFen ?? 0);
  return {
    billedUntil,
    missingDays: await db.$count(billDays, isMissing),
    missingBills: await latestOf(db, isMissing),
    strayFen: billedFen - (reported.paidFen - reported.refundedFen),
    unsettled: await db.$count(
      paymentDifferences,
      and(onBillDays(paymentDifferences.day, days), isNull(paymentDifferences.settledAt)),
    ),
    openRefunds: await db.$count(refunds, and(onDays(refunds.createdAt, days), isNull(refunds.endedAt))),
    openInvoices: await db.$count(
      invoiceRequests,
      and(onDays(invoiceRequests.createdAt, days), isNull(invoiceRequests.issuedAt)),
    ),
  };
}

const dayMs = 86_400_000;

/** Returns the latest day whose bill can exist: in the morning, the day before yesterday. */
function lastBilled(now: Date): string {
  const yesterday = beijingDay(new Date(now.getTime() - dayMs));
  return billReadyAt(yesterday) <= now ? yesterday : beijingDay(new Date(now.getTime() - 2 * dayMs));
}

async function latestOf(db: Database, filter: SQL | undefined) {
  const bills = await db
    .select({ day: billDays.day, provider: billDays.provider })
    .from(billDays)
    .where(filter)
    .orderBy(desc(billDays.day), asc(billDays.provider))
    .limit(maxNamed);
  return bills.map(({ day, provider }) => ({ day, providerLabel: payProviders[provider] }));
}

/** Maximum number of bills named in a sentence. */
const maxNamed = 10;

export const incomeFile = (db: Database): FileOf<typeof incomeList> => ({
  count: async ({ filters }) => {
    const months = db
      .select({ month: month.as("month"), projectId: incomeDays.projectId })
      .from(incomeDays)
      .innerJoin(projects, eq(projects.id, incomeDays.projectId))
      .where(matching(filters))
      .groupBy(month, incomeDays.projectId)
      .as("months");
    return db.$count(months);
  },
  page: async ({ filters }, page) => {
    const { rows, next } = await readIncome(db, byMonth("earliest-first"), matching(filters), page);
    return { rows: rows.map(present), next };
  },
});
