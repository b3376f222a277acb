/** Which pages of the console's lists are measured: the first, filtered ones, one in the middle of each, searches and counts. */
import { randomBytes } from "node:crypto";
import type { RouteName } from "@gradphoto/domain";
import type pg from "pg";
import { createSealer } from "../../infra/sealing/seal.ts";
import { createSearchHash } from "../../infra/sealing/search-hash.ts";
import { readServiceConfig } from "../../service-config.ts";

export interface Wanted {
  readonly username: string;
  readonly route: RouteName;
  readonly page: string;
  /** Of a route that is posted, its body. */
  readonly query: Readonly<Record<string, string>>;
  /** Other than the one of every page. */
  readonly limitMs?: number;
}

/** Counts over every photo of a season, asked for a few times a day. */
const countMs = 2000;

export const wantedPages = async (client: pg.Client, projectId: string): Promise<readonly Wanted[]> => [
  ...(await giveNumbersToFind(client)),
  ...(await wantedLists(client, projectId)),
];

/** The row in the middle of a list, as a cursor. */
async function middleOf(client: pg.Client, table: string, column: string, where: string): Promise<string> {
  const { rows } = await client.query<{ at: Date; id: string }>(
    `select ${column} as at, id from ${table} where ${where} order by 1 desc, 2 desc
     offset (select count(*) / 2 from ${table} where ${where}) limit 1`,
  );
  const [row] = rows;
  if (!row) throw new Error(`${table} is empty`);
  return `${row.at.getTime()}_${row.id}`;
}

/** What a caller may read out, of a collection in the middle, which is given a phone and a student number for it, and what nobody has. */
async function giveNumbersToFind(client: pg.Client): Promise<readonly Wanted[]> {
  const { rows } = await client.query<{ id: string; account: string; person: string; ours: string; theirs: string }>(
    `select c.id, c.account_id as account, c.person_id as person, o.out_trade_no as ours, o.transaction_id as theirs
     from collections c join orders o on o.collection_id = c.id where o.state = 'paid' offset 1000 limit 1`,
  );
  const [row] = rows;
  if (!row) throw new Error("There is no paid order");
  const { searchKey, sealKeys } = readServiceConfig({}).secrets;
  const searchHash = createSearchHash(searchKey);
  const [phone, number] = ["19900000001", "2023123456"];
  const sealed = createSealer(sealKeys, randomBytes).seal(phone, { column: "accounts.phone", rowId: row.account });
  await client.query("update accounts set phone = $3, phone_hash = $2 where id = $1", [
    row.account,
    searchHash("phone", phone),
    sealed,
  ]);
  await client.query("update persons set student_number_hash = $2 where id = $1", [
    row.person,
    searchHash("student-number", number),
  ]);
  const texts = { phone, number, order: row.ours, transaction: row.theirs, collection: row.id, nothing: "19900000002" };
  return Object.entries(texts).map(([page, text]) => ({
    username: "service",
    route: "findCollections",
    page,
    query: { text },
  }));
}

async function wantedLists(client: pg.Client, projectId: string): Promise<readonly Wanted[]> {
  const ofProject = `project_id = '${projectId}'`;
  const isStalled = `${ofProject} and state in ('verified', 'paid', 'ready', 'rejected', 'returned')`;
  const collection = await middleOf(client, "collections", "created_at", ofProject);
  const stalled = await middleOf(client, "collections", "updated_at", isStalled);
  const order = (await middleOf(client, "orders", "created_at", "true")).split("_")[1] ?? "";
  const refund = await middleOf(client, "refunds", "created_at", "true");
  const invoice = await middleOf(client, "invoice_requests", "created_at", "true");
  const member = await middleOf(client, "staff", "created_at", "true");
  const message = await middleOf(client, "messages", "created_at", "true");
  const failed = await middleOf(client, "attempts", "created_at", "state = 'failed'");
  const { rows: looked } = await client.query<{ actor: string; subject: string; seq: string; day: string }>(
    `select split_part(actor, ':', 2) as actor, subject, seq, to_char(at, 'YYYY-MM-DD') as day from audit
     where action = 'look-at-picture' order by seq offset 1000 limit 1`,
  );
  const [look] = looked;
  if (!look) throw new Error("Nobody looked at a picture");
  const limit = "50";
  const list = (username: string, route: RouteName, pages: Readonly<Record<string, Record<string, string>>>) =>
    Object.entries(pages).map(([page, query]): Wanted => ({ username, route, page, query: { limit, ...query } }));
  return [
    ...list("school-admin", "listSchoolCollections", {
      first: {},
      state: { state: "in_review" },
      rareState: { state: "returned" },
      class: { department: "院系3", className: "班级3" },
      middle: { after: collection },
    }),
    ...list("school-admin", "listStalledStudents", {
      first: {},
      state: { state: "rejected" },
      class: { department: "院系3", className: "班级3" },
      middle: { after: stalled },
    }),
    ...list("school-admin", "listProjects", { first: {} }),
    ...list("operator", "listProjects", { first: {}, school: { schoolCode: "10559" }, text: { text: "测试大学9" } }),
    ...list("operator", "listSchools", { first: {}, text: { text: "测试大学9" } }),
    ...list("operator", "listStaff", {
      first: {},
      role: { role: "auditor" },
      school: { schoolCode: "20042" },
      text: { text: "staff-199" },
      middle: { after: member },
    }),
    ...wantedLimits(projectId),
    ...list("operator", "listRegistryBatches", { first: {} }),
    ...list("operator", "listRegistryRefusals", {
      first: {},
      check: { check: "background-busy" },
      none: { check: "blur" },
    }),
    ...list("auditor", "listAudit", {
      first: {},
      rareAction: { action: "staff-disabled" },
      actor: { actor: look.actor },
      object: { subject: look.subject },
      days: { fromDay: look.day, untilDay: look.day },
      daysAndAction: { fromDay: look.day, untilDay: look.day, action: "signed-in" },
      roleAndAction: { role: "operator", action: "staff-disabled" },
      nothing: { role: "finance", action: "move:pay" },
      middle: { after: look.seq },
    }),
    ...list("operator", "listMessages", {
      first: {},
      failed: { state: "failed" },
      template: { template: "refunded" },
      failedOfTemplate: { state: "failed", template: "refunded" },
      days: { fromDay: look.day, untilDay: look.day },
      middle: { after: message },
    }),
    ...list("operator", "listFailedAttempts", {
      first: {},
      unsettled: { state: "unsettled" },
      middle: { after: failed },
    }),
    ...list("operator", "readQueues", { first: {} }),
    ...list("operator", "readHealth", { first: {} }),
    ...list("operator", "readRetentionDue", { first: {} }),
    ...list("finance-1", "listOrders", {
      first: { state: "all" },
      paid: { state: "paid" },
      none: { state: "open" },
      middle: { state: "all", after: order },
    }),
    ...list("finance-1", "listRefunds", { first: {}, state: { state: "waiting" }, middle: { after: refund } }),
    ...list("finance-1", "listLedger", {
      first: {},
      account: { account: "surplus" },
      days: { fromDay: "2020-01-01", untilDay: "2020-12-31" },
      middle: { after: "900000" },
    }),
    ...list("finance-1", "listInvoiceRequests", { first: { state: "open" }, middle: { state: "all", after: invoice } }),
  ];
}

/** A stricter limit of one check, on all stored reports, on one project's, and on a month's. */
function wantedLimits(projectId: string): readonly Wanted[] {
  const username = "operator";
  const tried = { check: "blur", specId: "chsi-blue", failMin: "10.5", warnMin: "13" };
  const [fromDay, untilDay] = ["2000-01-01", "2099-12-31"];
  const month = { fromDay: new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10) };
  const counted = (page: string, query: Readonly<Record<string, string>>): Wanted => ({
    username,
    route: "tryLimits",
    page,
    query: { ...tried, ...query },
    limitMs: countMs,
  });
  const listed = (page: string, query: Readonly<Record<string, string>>): Wanted => ({
    username,
    route: "listLimitChanges",
    page,
    query: { ...tried, limit: "50", ...query },
  });
  return [
    counted("all", {}),
    counted("project", { projectId }),
    counted("month", month),
    listed("first", {}),
    listed("refused", { change: "newly-refused" }),
    listed("none", { change: "newly-let-through" }),
    listed("project", { projectId }),
    { username, route: "readRegistryFindings", page: "all", query: { fromDay, untilDay }, limitMs: countMs },
  ];
}
