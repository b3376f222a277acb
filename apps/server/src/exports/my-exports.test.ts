import { allExportKinds, type ExportKind, exportKindOf, type Role } from "@gradphoto/domain";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { checkAuditLog } from "../testing/audit-log.ts";
import { deleteOldExports } from "./my-exports.ts";
import { openExportWorld } from "./testing/export-world.ts";

const {
  db,
  pool,
  app,
  call,
  clock,
  projectId,
  foreignProject,
  completed,
  admin,
  signIn,
  addPayment,
  startExport,
  zipRequest,
  download,
} = await openExportWorld();
await addPayment(completed[0]);

const roleOf = (kind: ExportKind): Role => exportKindOf(kind).roles[0] ?? "anonymous";
const combinations = allExportKinds.flatMap((kind) =>
  exportKindOf(kind).formats.flatMap((format) =>
    (["zh", "en"] as const).map((language) => ({ kind, format, language })),
  ),
);

test.each(combinations)(
  "$kind as $format in $language has all columns, and as many rows as announced",
  async (request) => {
    const { kind, format, language } = request;
    const role = roleOf(kind);
    const token = await signIn(role, role === "school-admin" ? "10559" : null);
    const requiredFilters = exportKindOf(kind).requiredFilters;
    const filters = {
      ...(requiredFilters.includes("projectId") && { projectId }),
      ...(requiredFilters.includes("graduationYear") && { graduationYear: 2027 }),
    };
    const { status, body } = await startExport(token, { ...request, filters });
    expect(status).toBe(200);
    const file = await download(body.url);
    expect(file.statusCode).toBe(200);
    expect(decodeURIComponent(String(file.headers["content-disposition"]))).toContain(`.${format}`);
    const headings = Object.values(exportKindOf(kind).columns).map((words) => words[language]);
    const text = await {
      csv: () => file.payload,
      xlsx: () => sheetText(file.rawPayload),
      zip: async () => (await download(body.manifests[0].url)).payload,
    }[format]();
    for (const heading of headings) expect(text).toContain(heading);
    const finished = (await call("readExport", { token, params: { exportId: body.exportId } }))
      .body;
    // The last two rows of the audit log are this export and its download.
    expect(finished).toMatchObject({
      state: "done",
      rowsSent: body.rowsTotal + (kind === "audit" ? 2 : 0),
    });
  },
);

const sheetText = (workbook: Uint8Array): string =>
  Buffer.from(unzipSync(workbook)["xl/worksheets/sheet1.xml"] ?? []).toString();

test("a school exports only its own students, with full number and name and without ID number", async () => {
  const { body } = await startExport(admin, { kind: "school-collections" });
  expect(body.rowsTotal).toBe(31);
  const lines = (await download(body.url)).payload.trim().split("\r\n");
  expect(lines).toHaveLength(32);
  expect(lines[1]).toContain("2023000001,测试甲,信息科学技术学院");
  expect(lines.join()).not.toContain("中山大学");
  const paidOnly = { kind: "school-collections", filters: { state: "paid" } };
  expect((await startExport(admin, paidOnly)).body.rowsTotal).toBe(1);
  const otherSchool = { kind: "school-collections", filters: { projectId: foreignProject } };
  expect(await startExport(admin, otherSchool)).toMatchObject({ status: 404, code: "not-found" });
  expect(
    await startExport(admin, { kind: "school-collections", filters: { schoolCode: "10558" } }),
  ).toMatchObject({
    code: "not-found",
  });
  expect(
    (await startExport(await signIn("operator"), { kind: "school-collections" })).body.rowsTotal,
  ).toBe(32);
});

test.each([
  [
    "orders",
    "order0001,暨南大学,已支付,微信支付,扫码支付,25.5,2027-03-01 10:00,2027-03-01 10:00,t1,是",
  ],
  [
    "refunds",
    "refund0001,order0001,暨南大学,测** *******001,待复核,关闭后付款,25.5,重复,学生,,,2027-03-01 10:00,",
  ],
  ["ledger", "收款,服务费收入,,25.5,order0001"],
  [
    "bill-differences",
    "2027-02-28,微信支付,支付平台有付款，我们没有这个订单,order0002,,,25.5,2027-03-01 10:00,,",
  ],
  ["invoices", "2027-03-01 10:00,'=测试公司,,test@example.org,25.5,order0001,已支付"],
  ["staff-decisions", "不通过,"],
] as const)("%s are exported with readable labels, yuan and Beijing time", async (kind, line) => {
  const days = { fromDay: "2027-02-28", untilDay: "2027-03-01" };
  const token = await signIn(roleOf(kind));
  expect(
    (await download((await startExport(token, { kind, filters: days })).body.url)).payload,
  ).toContain(line);
  const previous = { fromDay: "2027-02-01", untilDay: "2027-02-27" };
  expect((await startExport(token, { kind, filters: previous })).body.rowsTotal).toBe(0);
});

test("an export is refused for a role, format or filter that its kind does not allow", async () => {
  expect(await startExport(admin, { kind: "orders" })).toMatchObject({
    status: 403,
    code: "export-not-allowed",
  });
  expect(await startExport(admin, { kind: "school-collections", format: "zip" })).toMatchObject({
    code: "export-not-allowed",
  });
  expect(await startExport(admin, { kind: "finished-photos", format: "zip" })).toMatchObject({
    code: "export-filter-unfitting",
  });
  expect(
    await startExport(await signIn("finance"), { kind: "ledger", filters: { state: "paid" } }),
  ).toMatchObject({
    code: "export-filter-unfitting",
  });
  const empty = { ...zipRequest, filters: { projectId, department: "没有这个系" } };
  expect(await startExport(admin, empty)).toMatchObject({ status: 409, code: "export-empty" });
});

test("a download link works for its own session, for an hour, and only with a valid signature", async () => {
  const { body } = await startExport(admin, { kind: "school-collections" });
  const other = await signIn("school-admin", "10559");
  expect((await download(body.url, { authorization: `Bearer ${other}` })).json()).toMatchObject({
    code: "not-found",
  });
  const own = { authorization: `Bearer ${admin}` };
  expect((await app.inject({ url: body.url })).json()).toMatchObject({
    status: 401,
    code: "session-missing",
  });
  expect((await download(body.url, own)).statusCode).toBe(200);
  const forged = body.url.replace(/.$/, (last: string) => (last === "A" ? "Q" : "A"));
  expect((await download(forged, own)).json()).toMatchObject({ code: "not-found" });
  expect(
    await call("readExport", { token: other, params: { exportId: body.exportId } }),
  ).toMatchObject({
    code: "not-found",
  });
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  expect((await download(body.url)).json()).toMatchObject({ code: "export-link-expired" });
  const { url } = (await call("readExport", { token: admin, params: { exportId: body.exportId } }))
    .body;
  expect((await download(url, own)).statusCode).toBe(200);
});

test("each export and each download is recorded in the audit log with kind, filters and row count", async () => {
  const filters = { projectId, state: "completed" };
  const { body } = await startExport(admin, { kind: "school-collections", filters });
  await download(body.url);
  const { rows } = await pool.query(
    "select action, details from audit_entries where subject = $1 order by place",
    [`export:${body.exportId}`],
  );
  const details = {
    kind: "school-collections",
    format: "csv",
    filters,
    school: "10559",
    rows: body.rowsTotal,
  };
  expect(rows).toEqual([
    { action: "export-started", details },
    { action: "export-downloaded", details: { kind: "school-collections", from: 0 } },
  ]);
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
});

test("exports are listed newest first and deleted a week after they expire", async () => {
  for (let count = 0; count < 2; count++) {
    await startExport(admin, { kind: "school-collections" });
    clock.now = new Date(clock.now.getTime() + 1000);
  }
  const { exports: own } = (await call("listMyExports", { token: admin })).body;
  const times = own.map(({ createdAt }: { createdAt: string }) => createdAt);
  expect(times).toEqual([...times].sort().reverse());
  expect(own.length).toBeGreaterThan(1);
  await deleteOldExports(db, new Date(clock.now.getTime() + 8.5 * 86_400_000));
  expect((await pool.query("select from exports")).rowCount).toBe(0);
  expect((await pool.query("select from export_photos")).rowCount).toBe(0);
});
