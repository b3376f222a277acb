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
  and(
    fromDay === undefined ? undefined : gte(day, fromDay),
    untilDay === undefined ? undefined : lte(day, untilDay),
  );

const incomeFilter = ({ schoolCode, ...days }: Filters): SQL | undefined =>
  and(
    onBillDays(incomeDays.day, days),
    schoolCode === undefined ? undefined : eq(projects.schoolCode, schoolCode),
  );

const sumOf = (column: PgColumn) => sql`coalesce(sum(${column}), 0)`.mapWith(Number);

const sums = {
  payments: sumOf(incomeDays.payments),
  refunds: sumOf(incomeDays.refunds),
  paidFen: sumOf(incomeDays.paidFen),
  refundedFen: sumOf(incomeDays.refundedFen),
  processingFeeFen: sumOf(incomeDays.processingFeeFen),
};

const month = sql<string>`to_char(${incomeDays.day}, 'YYYY-MM')`;

interface IncomeKey {
  readonly month: string;
  readonly schoolCode: string;
  readonly projectId: string;
}

/** Returns the sort order by month. Within a month, schools and projects are always ascending. */
const monthOrder = (order: "latest-first" | "earliest-first"): PageKey<IncomeKey> => ({
  isAfterCursor: (cursor) => {
    const [cursorMonth = "", schoolCode = "", projectId = ""] = cursor.split("_");
    const whereLaterMonth =
      order === "latest-first" ? sql`${month} < ${cursorMonth}` : sql`${month} > ${cursorMonth}`;
    return sql`(${whereLaterMonth} or (${month} = ${cursorMonth}
      and (${projects.schoolCode}, ${projects.id}) > (${schoolCode}, ${projectId}::uuid)))`;
  },
  order: [
    order === "latest-first" ? desc(month) : asc(month),
    asc(projects.schoolCode),
    asc(projects.id),
  ],
  cursorOf: (key) => `${key.month}_${key.schoolCode}_${key.projectId}`,
});

const readIncome = (
  db: Database,
  key: PageKey<IncomeKey>,
  filter: SQL | undefined,
  page: PageQuery,
) =>
  readPage(page, {
    key,
    select: ({ whereNext, order, limit }) =>
      db
        .select({ month, ...sums, project: projects, school: schools.name })
        .from(incomeDays)
        .innerJoin(projects, eq(projects.id, incomeDays.projectId))
        .innerJoin(schools, eq(schools.code, projects.schoolCode))
        .where(and(filter, whereNext))
        .groupBy(month, projects.id, schools.code)
        .orderBy(...order)
        .limit(limit),
    keyOf: ({ project: { id, schoolCode }, ...row }) => ({
      month: row.month,
      schoolCode,
      projectId: id,
    }),
  });

type IncomeRow = Awaited<ReturnType<typeof readIncome>>["rows"][number];

function presentIncome({ project, school, ...income }: IncomeRow) {
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

const netOf = ({ paidFen, refundedFen, processingFeeFen }: Amounts): number =>
  paidFen - refundedFen - processingFeeFen;

export async function listIncome(
  { db, clock }: Pick<PaymentDeps, "db" | "clock">,
  { limit, after, schoolCode: schoolNameOrCode, ...days }: ParsedInput<"listIncome">["query"],
): Promise<RouteAnswer<"listIncome"> | Refusal> {
  const schoolCode = await findSchoolCode(db, schoolNameOrCode);
  if (isRefusal(schoolCode)) return schoolCode;
  const filter = incomeFilter({ ...days, schoolCode });
  const { rows, next } = await readIncome(db, monthOrder("latest-first"), filter, { limit, after });
  const total = await readTotal(db, filter);
  return {
    income: rows.map(presentIncome),
    sums: { ...total, netFen: netOf(total) },
    months: await readMonths(db, filter),
    ...(await readGaps(db, days, lastBilled(clock()))),
    next,
  };
}

const maxMonths = 24;

/** Net income of the latest months, earliest first. */
async function readMonths(
  db: Database,
  filter: SQL | undefined,
): Promise<{ month: string; netFen: number }[]> {
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

async function readTotal(db: Database, filter: SQL | undefined) {
  const [total] = await db
    .select(sums)
    .from(incomeDays)
    .innerJoin(projects, eq(projects.id, incomeDays.projectId))
    .where(filter);
  if (!total) throw new Error("The sum query returned no row");
  return total;
}

/** Reads what is still open for these days: bills, income of no project, differences, refunds and invoices. */
async function readGaps(db: Database, { fromDay, untilDay }: Days, billedUntil: string) {
  const days = { fromDay, untilDay };
  const whereBillMissing = and(
    onBillDays(billDays.day, days),
    eq(billDays.state, "open"),
    lte(billDays.day, billedUntil),
  );
  const booked = await readTotal(db, onBillDays(incomeDays.day, days));
  const [billed] = await db
    .select({ paidFen: sumOf(billDays.paidFen), refundedFen: sumOf(billDays.refundedFen) })
    .from(billDays)
    .where(and(onBillDays(billDays.day, days), eq(billDays.state, "fetched")));
  const billedFen = (billed?.paidFen ?? 0) - (billed?.refundedFen ?? 0);
  return {
    billedUntil,
    missingDays: await db.$count(billDays, whereBillMissing),
    missingBills: await listLatestBills(db, whereBillMissing),
    // Payments that belong to no project.
    strayFen: billedFen - (booked.paidFen - booked.refundedFen),
    unsettled: await db.$count(
      paymentDifferences,
      and(onBillDays(paymentDifferences.day, days), isNull(paymentDifferences.settledAt)),
    ),
    openRefunds: await db.$count(
      refunds,
      and(onDays(refunds.createdAt, days), isNull(refunds.endedAt)),
    ),
    openInvoices: await db.$count(
      invoiceRequests,
      and(onDays(invoiceRequests.createdAt, days), isNull(invoiceRequests.issuedAt)),
    ),
  };
}

const dayMs = 86_400_000;

/** Returns the latest day whose bill is available: yesterday, or the day before until yesterday's bill is ready. */
function lastBilled(now: Date): string {
  const yesterday = beijingDay(new Date(now.getTime() - dayMs));
  return billReadyAt(yesterday) <= now
    ? yesterday
    : beijingDay(new Date(now.getTime() - 2 * dayMs));
}

async function listLatestBills(db: Database, filter: SQL | undefined) {
  const bills = await db
    .select({ day: billDays.day, provider: billDays.provider })
    .from(billDays)
    .where(filter)
    .orderBy(desc(billDays.day), asc(billDays.provider))
    .limit(maxNamedBills);
  return bills.map(({ day, provider }) => ({ day, providerLabel: payProviders[provider] }));
}

/** Maximum number of bills named in a sentence. */
const maxNamedBills = 10;

export const incomeFile = (db: Database): FileOf<typeof incomeList> => ({
  count: async ({ filters }) => {
    const months = db
      .select({ month: month.as("month"), projectId: incomeDays.projectId })
      .from(incomeDays)
      .innerJoin(projects, eq(projects.id, incomeDays.projectId))
      .where(incomeFilter(filters))
      .groupBy(month, incomeDays.projectId)
      .as("months");
    return db.$count(months);
  },
  page: async ({ filters }, page) => {
    const { rows, next } = await readIncome(
      db,
      monthOrder("earliest-first"),
      incomeFilter(filters),
      page,
    );
    return { rows: rows.map(presentIncome), next };
  },
});
