import {
  allExportKinds,
  type ExportKind,
  exportKindOf,
  type RouteName,
  shanghaiTime,
  staffRoles,
} from "@gradphoto/domain";
import { expect, test } from "vitest";
import { openExportWorld } from "./testing/export-world.ts";
import { addListRows } from "./testing/list-rows.ts";

const opened = await openExportWorld();
const { pool, call, world, completed, signIn, start, get } = opened;
await addListRows(opened);
const schools = Array.from({ length: 501 }, (_, at) => ({ code: String(20_000 + at), name: `测试学院${at}` }));
for (const school of schools) await world.addSchool({ ...school, aliases: [], pinyin: "ce shi xue yuan" });
const operator = await signIn("operator");
await world.addStaff("school-admin", "10558");
await pool.query("update staff set disabled_at = now() where role = 'school-admin' and school_code = '10558'");

/** What the file says of `filters`, a line for each row. */
async function linesOf(kind: ExportKind, filters: object = {}, language = "zh"): Promise<string[]> {
  const { status, body } = await start(operator, { kind, filters, language });
  expect(status).toBe(200);
  return (await get(body.url)).payload.trim().split("\r\n").slice(1);
}

type Row = Readonly<Record<string, string>>;
const at = (instant: string | undefined): string => shanghaiTime(instant ?? "");

interface Listed {
  readonly kind: ExportKind;
  readonly route: RouteName;
  readonly rows: string;
  /** How a line begins, of a row of the page. */
  readonly begins: (row: Row) => string;
  /** Each with the rows it leaves. */
  readonly narrowed: readonly (readonly [filters: Readonly<Record<string, string>>, rows: number])[];
}

const lists: readonly Listed[] = [
  {
    kind: "messages",
    route: "listMessages",
    rows: "messages",
    begins: ({ createdAt }) => at(createdAt),
    narrowed: [
      [{}, 3],
      [{ state: "failed" }, 1],
      [{ template: "completed" }, 2],
      [{ fromDay: "2027-03-03", untilDay: "2027-03-03" }, 1],
    ],
  },
  {
    kind: "failed-photos",
    route: "listFailedAttempts",
    rows: "attempts",
    begins: ({ collectionId }) => `照片标准化,${collectionId},`,
    narrowed: [
      [{}, 2],
      [{ state: "unsettled" }, 1],
    ],
  },
  {
    kind: "registry-refusals",
    route: "listRegistryRefusals",
    rows: "refusals",
    begins: ({ settledAt, collectionId }) => `${at(settledAt)},${collectionId},`,
    narrowed: [
      [{}, 2],
      [{ check: "background-busy" }, 1],
      [{ untilDay: "2027-03-04" }, 1],
    ],
  },
  {
    kind: "retention-runs",
    route: "listRetentionRuns",
    rows: "runs",
    begins: ({ beganAt }) => at(beganAt),
    narrowed: [[{}, 2]],
  },
  {
    kind: "staff",
    route: "listStaff",
    rows: "staff",
    begins: ({ username }) => `${username},测试员工,`,
    narrowed: [
      [{ role: "operator" }, 1],
      [{ role: "school-admin" }, 2],
      [{ state: "disabled" }, 1],
      [{ text: "中山" }, 1],
      [{ schoolCode: "10559" }, 1],
    ],
  },
  {
    kind: "schools",
    route: "listSchools",
    rows: "schools",
    begins: ({ schoolCode, name }) => `${schoolCode},${name},`,
    narrowed: [
      [{ text: "中山" }, 1],
      [{ text: "测试学院50" }, 2],
    ],
  },
];

const cases = lists.flatMap(({ narrowed, ...list }) =>
  narrowed.map(([filters, rows]) => ({ ...list, filters, count: rows })),
);

test.each(cases)(
  "$kind narrowed by $filters is, row by row, what the page lists",
  async ({ kind, filters, ...list }) => {
    const { body } = await call(list.route, { token: operator, query: { ...filters, limit: "100" } });
    expect(body[list.rows]).toHaveLength(list.count);
    const lines = await linesOf(kind, filters);
    expect(lines).toHaveLength(list.count);
    for (const [index, line] of lines.entries())
      expect(line.startsWith(list.begins(body[list.rows][index]))).toBe(true);
  },
);

/** Earliest first, or of what stands on no page: exports.test.ts, photos-zip.test.ts, income.test.ts and province.test.ts tell what they hold. */
const otherwise: readonly ExportKind[] = [
  "school-collections",
  "stalled-students",
  "province",
  "finished-photos",
  "orders",
  "refunds",
  "ledger",
  "income",
  "bill-differences",
  "invoices",
  "staff-decisions",
];

test("every list that is taken out as its page shows it is told here", () => {
  expect([...lists.map(({ kind }) => kind), "audit", ...otherwise].sort()).toEqual([...allExportKinds].sort());
});

test("codes are words of the language that was asked for, and a cell holds what our checks had said", async () => {
  expect((await linesOf("messages", { state: "failed" }))[0]).toBe(
    `2027-03-03 12:00,采集完成通知,未送达,,,1,微信没有应答,2027-03-03 12:00,${completed[0]?.collectionId}`,
  );
  const [refusal] = await linesOf("registry-refusals", { check: "background-busy" }, "en");
  expect(refusal).toMatch(/^2027-03-03 12:00,[\w-]{36},CHSI: unsuitable background,Plain background 4\.0 ✓ Passed,/);
  expect((await linesOf("retention-runs"))[1]).toMatch(
    /^2027-02-01 12:00,保存期限已到,完成,3,2,1,0,0,2027-02-01 12:00$/,
  );
  expect((await linesOf("staff", { state: "disabled" }))[0]).toMatch(/,学校管理员 · 中山大学,已停用,,/);
});

test("more than are read at once are all there, each once, in the order of the page", async () => {
  const codes = (await linesOf("schools")).map((line) => line.split(",")[0]);
  expect(codes).toEqual(["10558", "10559", ...schools.map(({ code }) => code)]);
});

const auditLines = async (filters: object): Promise<readonly string[][]> =>
  (await linesOf("audit", filters)).map((line) => line.split(","));

test("the audit log goes out narrowed by role, person, action and object as its page is, earliest first", async () => {
  const [{ id: personId } = { id: "" }] = (await pool.query("select id from staff where role = 'operator'")).rows;
  const subject = `collection:${completed[0]?.collectionId}`;
  for (const filters of [
    { subject },
    { subject: completed[0]?.collectionId ?? "", action: "move:pay" },
    { subject, role: "reviewer" },
    { actor: personId, action: "export-started" },
  ]) {
    const lines = await auditLines(filters);
    const { body } = await call("listAudit", { token: operator, query: { ...filters, limit: "100" } });
    const listed: string[] = body.entries.map(({ seq }: { seq: number }) => String(seq)).reverse();
    expect(lines.length).toBeGreaterThan(0);
    // Of the operator's own exports, the page that was asked for next is the same.
    expect(lines.map(([seq]) => seq)).toEqual(listed);
  }
});

test("a state, role or check that the list does not know is refused at the door", async () => {
  for (const wish of [
    { kind: "messages", filters: { state: "paid" } },
    { kind: "failed-photos", filters: { state: "made" } },
    { kind: "staff", filters: { role: "student" } },
    { kind: "registry-refusals", filters: { check: "none" } },
    { kind: "schools", filters: { text: "长".repeat(61) } },
    { kind: "audit", filters: { action: "Li Si" } },
    { kind: "orders", filters: { state: "waiting" } },
    { kind: "refunds", filters: { state: "paid" } },
  ])
    expect(await start(operator, wish)).toMatchObject({ status: 400, code: "body-invalid" });
  expect(await start(operator, { kind: "schools", filters: { check: "blur" } })).toMatchObject({
    code: "export-filter-unfitting",
  });
});

test("of what was typed to narrow a file the audit log keeps ids alone: it may have been anybody's number", async () => {
  const detailsOf = async (kind: ExportKind, filters: object, token = operator) => {
    const { body } = await start(token, { kind, filters });
    const { rows } = await pool.query("select details from audit_entries where subject = $1", [
      `export:${body.exportId}`,
    ]);
    return rows[0]?.details.filters;
  };
  const subject = `collection:${completed[0]?.collectionId}`;
  expect(await detailsOf("audit", { subject, actor: "13800000000" })).toEqual({ subject, actor: "…" });
  expect(await detailsOf("staff", { text: "13800000000", state: "active" })).toEqual({ text: "…", state: "active" });
  expect(await detailsOf("staff-decisions", { reviewer: "测试员工 · reviewer-1" })).toEqual({ reviewer: "…" });
  expect(await detailsOf("staff-decisions", { reviewer: "reviewer-1" })).toEqual({ reviewer: "reviewer-1" });
  const named = await detailsOf("orders", { schoolCode: "暨南大学" }, await signIn("finance"));
  expect(named).toEqual({ schoolCode: "10559" });
});

test("a file of a school that there is not is refused in words of its own, whichever list it is of", async () => {
  for (const [kind, token] of [
    ["orders", await signIn("finance")],
    ["school-collections", operator],
  ] as const)
    for (const schoolCode of ["暨南", "99999"])
      expect(await start(token, { kind, filters: { schoolCode } }), kind).toMatchObject({
        status: 422,
        code: "school-unclear",
      });
});

test("a file of staff or schools holds no secret and no telephone number", async () => {
  const { rows } = await pool.query("select password_hash, totp from staff");
  const file = (await linesOf("staff")).join();
  for (const { password_hash, totp } of rows) {
    expect(file).not.toContain(password_hash);
    expect(file).not.toContain(totp);
  }
  expect((await linesOf("schools")).join()).not.toContain("000-0000-0001");
});

test.each(allExportKinds)("%s is refused to whoever may not see its page", async (kind) => {
  const { roles, formats } = exportKindOf(kind);
  for (const role of staffRoles) {
    if (roles.includes(role)) continue;
    const isDepartment = role === "department-admin";
    const isSchool = role === "school-admin" || isDepartment;
    const token = await signIn(role, isSchool ? "10559" : null, isDepartment ? "文学院" : null);
    expect((await start(token, { kind, format: formats[0] })).status).toBe(403);
  }
});
