import {
  allExportKinds,
  beijingTime,
  type ExportKind,
  exportKindOf,
  type RouteName,
  staffRoles,
} from "@gradphoto/domain";
import { expect, test } from "vitest";
import { openExportWorld } from "./testing/export-world.ts";
import { addListRows } from "./testing/list-rows.ts";

const opened = await openExportWorld();
const { pool, call, world, completed, signIn, startExport, download } = opened;
await addListRows(opened);
const schools = Array.from({ length: 501 }, (_, at) => ({
  code: String(20_000 + at),
  name: `测试学院${at}`,
}));
for (const school of schools)
  await world.addSchool({ ...school, aliases: [], pinyin: "ce shi xue yuan" });
const operator = await signIn("operator");

/** Exports with `filters` and returns the lines of the file, one per row. */
async function linesOf(kind: ExportKind, filters: object = {}, language = "zh"): Promise<string[]> {
  const { status, body } = await startExport(operator, { kind, filters, language });
  expect(status).toBe(200);
  return (await download(body.url)).payload.trim().split("\r\n").slice(1);
}

type Row = Readonly<Record<string, string>>;
const at = (instant: string | undefined): string => beijingTime(instant ?? "");

interface Listed {
  readonly kind: ExportKind;
  readonly route: RouteName;
  readonly rows: string;
  /** Returns the start of the line for a row of the list. */
  readonly begins: (row: Row) => string;
  /** Filters, each with the number of rows that it matches. */
  readonly narrowed: readonly (readonly [
    filters: Readonly<Record<string, string>>,
    rows: number,
  ])[];
}

const lists: readonly Listed[] = [
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
  "$kind filtered by $filters has the same rows as its page",
  async ({ kind, filters, ...list }) => {
    const { body } = await call(list.route, {
      token: operator,
      query: { ...filters, limit: "100" },
    });
    expect(body[list.rows]).toHaveLength(list.count);
    const lines = await linesOf(kind, filters);
    expect(lines).toHaveLength(list.count);
    for (const [index, line] of lines.entries())
      expect(line.startsWith(list.begins(body[list.rows][index]))).toBe(true);
  },
);

/**
 * Exports without a test here, because their list starts with the earliest row or has no page. Their tests are
 * my-exports.test.ts, frozen-zip.test.ts, income.test.ts and province.test.ts.
 */
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

test("every exported list with a page is tested here", () => {
  expect([...lists.map(({ kind }) => kind), "audit", ...otherwise].sort()).toEqual(
    [...allExportKinds].sort(),
  );
});

test("codes are exported in the requested language, and a cell contains the results of our own checks", async () => {
  const [refusal] = await linesOf("registry-refusals", { check: "background-busy" }, "en");
  expect(refusal).toMatch(
    /^2027-03-03 12:00,[\w-]{36},CHSI: unsuitable background,No clutter in the background found 4\.0 ✓ Passed,/,
  );
});

test("an export longer than one batch contains every row once, in the order of the page", async () => {
  const codes = (await linesOf("schools")).map((line) => line.split(",")[0]);
  expect(codes).toEqual(["10558", "10559", ...schools.map(({ code }) => code)]);
});

const auditLines = async (filters: object): Promise<readonly string[][]> =>
  (await linesOf("audit", filters)).map((line) => line.split(","));

test("the audit log is exported with the same filters as its page, earliest first", async () => {
  const [{ id: personId } = { id: "" }] = (
    await pool.query("select staff_id as id from exports limit 1")
  ).rows;
  const subject = `collection:${completed[0]?.collectionId}`;
  for (const filters of [
    { subject },
    { subject: completed[0]?.collectionId ?? "", action: "move:pay" },
    { subject, role: "reviewer" },
    { actor: personId, action: "export-started" },
  ]) {
    const lines = await auditLines(filters);
    const { body } = await call("listAudit", {
      token: operator,
      query: { ...filters, limit: "100" },
    });
    const listed: string[] = body.entries.map(({ seq }: { seq: number }) => String(seq)).reverse();
    expect(lines.length).toBeGreaterThan(0);
    // This includes the operator's own exports, because the list is read after the export was recorded.
    expect(lines.map(([seq]) => seq)).toEqual(listed);
  }
});

test("an unknown state, role or check in the filters is refused", async () => {
  for (const wish of [
    { kind: "registry-refusals", filters: { check: "none" } },
    { kind: "schools", filters: { text: "长".repeat(61) } },
    { kind: "audit", filters: { action: "Li Si" } },
    { kind: "orders", filters: { state: "waiting" } },
    { kind: "refunds", filters: { state: "paid" } },
  ])
    expect(await startExport(operator, wish)).toMatchObject({ status: 400, code: "body-invalid" });
  expect(
    await startExport(operator, { kind: "schools", filters: { check: "blur" } }),
  ).toMatchObject({
    code: "export-filter-unfitting",
  });
});

test("the audit entry of an export contains ids of its filters but no free text, which may be personal data", async () => {
  const detailsOf = async (kind: ExportKind, filters: object, token = operator) => {
    const { body } = await startExport(token, { kind, filters });
    const { rows } = await pool.query("select details from audit_entries where subject = $1", [
      `export:${body.exportId}`,
    ]);
    return rows[0]?.details.filters;
  };
  const subject = `collection:${completed[0]?.collectionId}`;
  expect(await detailsOf("audit", { subject, actor: "13800000000" })).toEqual({
    subject,
    actor: "…",
  });
  expect(await detailsOf("schools", { text: "13800000000" })).toEqual({ text: "…" });
  expect(await detailsOf("staff-decisions", { reviewer: "测试员工 · reviewer-1" })).toEqual({
    reviewer: "…",
  });
  expect(await detailsOf("staff-decisions", { reviewer: "reviewer-1" })).toEqual({
    reviewer: "reviewer-1",
  });
  const named = await detailsOf("orders", { schoolCode: "暨南大学" }, await signIn("finance"));
  expect(named).toEqual({ schoolCode: "10559" });
});

test("an export of an unknown school is refused with its own code", async () => {
  for (const [kind, token] of [
    ["orders", await signIn("finance")],
    ["school-collections", operator],
  ] as const)
    for (const schoolCode of ["暨南", "99999"])
      expect(await startExport(token, { kind, filters: { schoolCode } }), kind).toMatchObject({
        status: 422,
        code: "school-unclear",
      });
});

test("an export of schools contains no phone number", async () => {
  expect((await linesOf("schools")).join()).not.toContain("000-0000-0001");
});

test.each(allExportKinds)("%s is refused to roles that may not see its page", async (kind) => {
  const { roles, formats } = exportKindOf(kind);
  for (const role of staffRoles) {
    if (roles.includes(role)) continue;
    const isDepartment = role === "department-admin";
    const isSchool = role === "school-admin" || isDepartment;
    const token = await signIn(role, isSchool ? "10559" : null, isDepartment ? "文学院" : null);
    expect((await startExport(token, { kind, format: formats[0] })).status).toBe(403);
  }
});
