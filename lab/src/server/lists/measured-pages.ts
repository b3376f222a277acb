/** List of the measured pages of the console's lists: first, filtered and middle pages, searches and counts. */
import { randomBytes } from "node:crypto";
import { listPages, type Role, type RouteName, waitingRoles } from "@gradphoto/domain";
import type pg from "pg";
import { createSealer } from "../../../../apps/server/src/infra/sealing/seal.ts";
import { createSearchHash } from "../../../../apps/server/src/infra/sealing/search-hash.ts";
import { readServiceConfig } from "../../../../apps/server/src/settings/service-config.ts";

export interface MeasuredPage {
  readonly username: string;
  readonly route: RouteName;
  readonly page: string;
  /** Query of a GET route, or body of a POST route. */
  readonly query: Readonly<Record<string, string>>;
  /** Limit of this page, if it differs from the common one. */
  readonly limitMs?: number;
}

type Pages = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Further requests to a list, in addition to its first page. */
interface Measured {
  /** User name, if it is not the first one with the list's role. */
  readonly username?: string;
  /** Query fields of every page. */
  readonly always?: Readonly<Record<string, string>>;
  readonly pages: Pages;
}

/** Limit for counts over all photos of a season, which are requested a few times a day. */
const countMs = 2000;

export const measuredPages = async (
  client: pg.Client,
  projectId: string,
): Promise<readonly MeasuredPage[]> => [
  ...(await addSearchTargets(client)),
  ...(await pagesOfLists(client, projectId)),
];

/** Returns the cursor of the row in the middle of a list. */
async function middleOf(
  client: pg.Client,
  table: string,
  column: string,
  where: string,
): Promise<string> {
  const { rows } = await client.query<{ at: Date; id: string }>(
    `select ${column} as at, id from ${table} where ${where} order by 1 desc, 2 desc
     offset (select count(*) / 2 from ${table} where ${where}) limit 1`,
  );
  const [row] = rows;
  if (!row) throw new Error(`${table} is empty`);
  return `${row.at.getTime()}_${row.id}`;
}

/**
 * Searches for numbers that a caller may read out. A collection in the middle gets a phone and a student number for
 * this. Other searches have no match.
 */
async function addSearchTargets(client: pg.Client): Promise<readonly MeasuredPage[]> {
  const { rows } = await client.query<{
    id: string;
    account: string;
    person: string;
    outTradeNo: string;
    transactionId: string;
  }>(
    `select c.id, c.account_id as account, c.person_id as person, o.out_trade_no as "outTradeNo", o.transaction_id as "transactionId"
     from collections c join orders o on o.collection_id = c.id where o.state = 'paid' offset 1000 limit 1`,
  );
  const [row] = rows;
  if (!row) throw new Error("There is no paid order");
  const { searchKey, sealKeys } = readServiceConfig({}).secrets;
  const searchHash = createSearchHash(searchKey);
  const [phone, number] = ["19900000001", "2023123456"];
  const sealed = createSealer(sealKeys, randomBytes).seal(phone, {
    column: "accounts.phone",
    rowId: row.account,
  });
  await client.query("update accounts set phone = $3, phone_hash = $2 where id = $1", [
    row.account,
    searchHash("phone", phone),
    sealed,
  ]);
  await client.query("update persons set student_number_hash = $2 where id = $1", [
    row.person,
    searchHash("student-number", number),
  ]);
  const texts = {
    phone,
    number,
    order: row.outTradeNo,
    transaction: row.transactionId,
    collection: row.id,
    nothing: "19900000002",
  };
  return Object.entries(texts).map(([page, text]) => ({
    username: "service",
    route: "findCollections",
    page,
    query: { text },
  }));
}

async function pagesOfLists(
  client: pg.Client,
  projectId: string,
): Promise<readonly MeasuredPage[]> {
  const ofProject = `project_id = '${projectId}'`;
  const isStalled = `${ofProject} and state in ('verified', 'paid', 'ready', 'rejected', 'returned')`;
  const stalled = await middleOf(client, "collections", "updated_at", isStalled);
  const order = (await middleOf(client, "orders", "created_at", "true")).split("_")[1] ?? "";
  const refund = await middleOf(client, "refunds", "created_at", "true");
  const invoice = await middleOf(client, "invoice_requests", "created_at", "true");
  const member = await middleOf(client, "staff", "created_at", "true");
  const message = await middleOf(client, "messages", "created_at", "true");
  const { rows: entries } = await client.query<{
    actor: string;
    subject: string;
    seq: string;
    day: string;
  }>(
    `select split_part(actor, ':', 2) as actor, subject, seq, to_char(at, 'YYYY-MM-DD') as day from audit
     where action = 'look-at-picture' order by seq offset 1000 limit 1`,
  );
  const [look] = entries;
  if (!look) throw new Error("Nobody looked at a picture");
  const list = (username: string, route: RouteName, pages: Pages) =>
    Object.entries(pages).map(
      ([page, query]): MeasuredPage => ({ username, route, page, query: { limit, ...query } }),
    );
  const measured: Readonly<Partial<Record<RouteName, Measured>>> = {
    listStalledStudents: {
      pages: {
        state: { state: "rejected" },
        class: { department: "院系3", className: "班级3" },
        middle: { after: stalled },
      },
    },
    listStaff: {
      pages: {
        role: { role: "auditor" },
        text: { text: "staff-199" },
        middle: { after: member },
      },
    },
    listSchools: { pages: { text: { text: "测试大学9" } } },
    listRegistryRefusals: {
      pages: { check: { check: "background-busy" }, none: { check: "blur" } },
    },
    listAudit: {
      username: "auditor",
      pages: {
        rareAction: { action: "staff-disabled" },
        actor: { actor: look.actor },
        object: { subject: look.subject },
        days: { fromDay: look.day, untilDay: look.day },
        daysAndAction: { fromDay: look.day, untilDay: look.day, action: "signed-in" },
        roleAndAction: { role: "operator", action: "staff-disabled" },
        nothing: { role: "finance", action: "move:pay" },
        middle: { after: look.seq },
      },
    },
    listMessages: {
      pages: {
        failed: { state: "failed" },
        template: { template: "refunded" },
        failedOfTemplate: { state: "failed", template: "refunded" },
        days: { fromDay: look.day, untilDay: look.day },
        middle: { after: message },
      },
    },
    listOrders: {
      username: "finance-1",
      always: { state: "all" },
      pages: { paid: { state: "paid" }, none: { state: "open" }, middle: { after: order } },
    },
    listRefunds: { pages: { state: { state: "waiting" }, middle: { after: refund } } },
    listLedger: {
      pages: {
        account: { account: "surplus" },
        days: { fromDay: "2020-01-01", untilDay: "2020-12-31" },
        middle: { after: "900000" },
      },
    },
    listInvoiceRequests: {
      always: { state: "all" },
      pages: { open: { state: "open" }, middle: { after: invoice } },
    },
    listLimitChanges: {
      always: triedLimit,
      pages: {
        refused: { change: "newly-refused" },
        none: { change: "newly-let-through" },
        project: { projectId },
      },
    },
  };
  const measuredLists = listPages.flatMap(({ route, roles }) => {
    const { username = usernameOf(roles[0]), always = {}, pages = {} } = measured[route] ?? {};
    return Object.entries({ first: {}, ...pages }).map(
      ([page, query]): MeasuredPage => ({
        username,
        route,
        page,
        query: { limit, ...always, ...query },
      }),
    );
  });
  return [
    ...measuredLists,
    ...list("operator", "listProjects", {
      first: {},
      school: { schoolCode: "10559" },
      text: { text: "测试大学9" },
    }),
    ...limitPages(projectId),
    ...list("operator", "readHealth", { first: {} }),
    ...list("operator", "readRetentionDue", { first: {} }),
    ...waitingRoles.map(usernameOf).flatMap((who) => list(who, "readWaiting", { [who]: {} })),
  ];
}

/** Returns the user name of a role's first staff member, as in `addSchoolAndStaff`. */
const usernameOf = (role: Role): string => firstOf[role] ?? role;
const firstOf: Readonly<Partial<Record<Role, string>>> = {
  finance: "finance-1",
  reviewer: "reviewer-1",
};

const limit = "50";
const triedLimit = { check: "blur", specId: "chsi-blue", failMin: "10.5", warnMin: "13" };

/**
 * Returns requests that try a stricter limit of one check: on all stored reports, on one project's, and on a month's.
 */
function limitPages(projectId: string): readonly MeasuredPage[] {
  const username = "operator";
  const [fromDay, untilDay] = ["2000-01-01", "2099-12-31"];
  const month = { fromDay: new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10) };
  const counted = (page: string, query: Readonly<Record<string, string>>): MeasuredPage => ({
    username,
    route: "tryLimits",
    page,
    query: { ...triedLimit, ...query },
    limitMs: countMs,
  });
  return [
    counted("all", {}),
    counted("project", { projectId }),
    counted("month", month),
    {
      username,
      route: "readRegistryFindings",
      page: "all",
      query: { fromDay, untilDay },
      limitMs: countMs,
    },
  ];
}
