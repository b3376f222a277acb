import { randomBytes, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { proposeUsername } from "../core/spell-name.ts";
import { staffPosts } from "../infra/db/schema/index.ts";
import { checkAuditLog } from "../testing/audit-log.ts";
import { staffCall } from "../testing/calls.ts";
import { importStaff } from "./import-staff.ts";
import { openStaffApi } from "./testing/staff-api.ts";

const { db, pool, call, clock, ports, tokenOf } = await openStaffApi();
const token = await tokenOf("operator");

interface Row {
  readonly username?: string;
  readonly name?: string;
  readonly role?: string;
  readonly schoolCode?: string;
  readonly department?: string;
  readonly province?: string;
}

interface Planned {
  readonly fate: string;
  readonly cells: Row;
  readonly notes: readonly {
    readonly field: string | null;
    readonly words: { readonly zh: string };
  }[];
}

const plan = async (...rows: readonly Row[]): Promise<readonly Planned[]> =>
  (await call("planStaffImport", { token, body: { rows } })).body.rows;
const importAll = (rows: readonly Row[]) => call("importStaff", { token, body: { rows } });

test("accepts roles in both languages or as codes, and derives user names that are not yet in use", async () => {
  const planned = await plan(
    { name: "测试一", role: "审核员" },
    { name: "测试一", role: "Customer service" },
    { name: "曾测试", role: "reviewer", username: "Zeng.Ce" },
    { name: "欧阳测试", role: "学校管理员", schoolCode: "１０５５９" },
    { name: "司马测试", role: "学校管理员", schoolCode: " 暨南大学" },
  );
  expect(planned.map(({ fate, cells }) => [fate, cells.username, cells.role])).toEqual([
    ["create", "ce.shiyi", "reviewer"],
    ["create", "ce.shiyi2", "service"],
    ["create", "zeng.ce", "reviewer"],
    ["create", "ou.yangceshi", "school-admin"],
    ["create", "si.maceshi", "school-admin"],
  ]);
  expect(planned.slice(3).map(({ cells }) => cells.schoolCode)).toEqual(["10559", "10559"]);
  expect(proposeUsername("曾", new Set(["zeng"]))).toBe("zeng2");
  expect(proposeUsername("2027", new Set())).toBe("");
});

test("reports cell and fix for each faulty row, and creates no account while one row is faulty", async () => {
  const rows = [
    { name: "测试甲", role: "校长" },
    { name: "测试乙", role: "学校管理员" },
    { name: "测试丙", role: "学校管理员", schoolCode: "99999" },
    { name: "测试丁", role: "审核员", schoolCode: "10559" },
    { name: "", role: "审核员" },
    { name: "测试戊", role: "审核员", username: "甲" },
    { name: "测试己", role: "审核员", username: "ji.1" },
    { name: "测试庚", role: "审核员", username: "JI.1" },
    { name: "测试壬", role: "学校管理员", schoolCode: "没有的大学" },
    { name: "测试癸", role: "省级管理员", schoolCode: "广东省" },
    { name: "测试子", role: "省级管理员" },
    { name: "测试丑", role: "省级管理员", province: "没有的省" },
    { name: "测试寅", role: "院系管理员", schoolCode: "10559" },
    { name: "测试卯", role: "院系管理员", department: "文学院" },
    { name: "测试辰", role: "审核员", department: "文学院" },
  ];
  const planned = await plan(...rows);
  expect(planned.map(({ fate, notes }) => [fate, notes[0]?.field])).toEqual([
    ["faulty", "role"],
    ["faulty", "schoolCode"],
    ["faulty", "schoolCode"],
    ["faulty", "schoolCode"],
    ["faulty", "username"],
    ["faulty", "username"],
    ["faulty", "username"],
    ["faulty", "username"],
    ["faulty", "schoolCode"],
    ["faulty", "schoolCode"],
    ["faulty", "province"],
    ["faulty", "province"],
    ["faulty", "department"],
    ["faulty", "schoolCode"],
    ["faulty", "department"],
  ]);
  expect(planned[8]?.notes[0]?.words.zh).toContain("代码或全称");
  expect(planned[2]?.notes[0]?.words.zh).toContain("没有代码为 99999 的院校");
  const previous = await db.$client.query("select count(*) from staff");
  expect(await importAll([...rows, { name: "测试辛", role: "审核员" }])).toMatchObject({
    code: "import-faulty",
  });
  expect((await db.$client.query("select count(*) from staff")).rows).toEqual(previous.rows);
});

test("an import creates accounts and shows each password once; a repeated import creates none", async () => {
  const rows = [
    { name: "导入审核", role: "审核员", username: "import.one" },
    { name: "导入财务", role: "财务", username: "import.two" },
    { name: "测试reviewer-1", role: "审核员", username: "reviewer-1" },
  ];
  expect((await plan(...rows)).map(({ fate, notes }) => [fate, notes.length])).toEqual([
    ["create", 0],
    ["create", 0],
    ["same", 0],
  ]);
  const { body } = await importAll(rows);
  expect(
    body.rows.map(({ fate, initialPassword }: { fate: string; initialPassword: string | null }) => [
      fate,
      initialPassword !== null,
    ]),
  ).toEqual([
    ["create", true],
    ["create", true],
    ["same", false],
  ]);
  const [first, second] = body.rows;
  const enter = (username: string, password: string) =>
    call("staffSignIn", { body: { username, password } });
  // Every account must be confirmed by a second operator.
  expect(await enter("import.one", first.initialPassword)).toMatchObject({
    code: "staff-unconfirmed",
  });
  expect(await enter("import.two", second.initialPassword)).toMatchObject({
    code: "staff-unconfirmed",
  });
  const repeated = (await importAll(rows)).body.rows;
  expect(
    repeated.map(({ fate, initialPassword }: { fate: string; initialPassword: string | null }) => [
      fate,
      initialPassword,
    ]),
  ).toEqual(rows.map(() => ["same", null]));
  // Without a user name, the plan still recognises the account.
  const nameless = (await plan({ name: "导入审核", role: "审核员" }))[0];
  expect(nameless).toMatchObject({ fate: "same", cells: { username: "import.one" } });
  const { rows: noted } = await pool.query(
    "select action, details ->> 'created' as created from audit_entries where action in ('staff-created', 'staff-imported') order by place",
  );
  expect(noted.map(({ action, created }) => [action, created])).toEqual([
    ["staff-created", null],
    ["staff-created", null],
    ["staff-imported", "2"],
    ["staff-imported", "0"],
  ]);
  await checkAuditLog(db);
});

test("an import makes administrators of departments and provinces, and recognises them by their place", async () => {
  const rows = [
    { name: "导入院系", role: "院系管理员", schoolCode: "暨南大学", department: "文 学院" },
    { name: "导入院系", role: "院系管理员", schoolCode: "10559", department: "法学院" },
    { name: "导入省级", role: "省级管理员", province: "广东" },
  ];
  expect((await plan(...rows)).map(({ fate, notes }) => [fate, notes])).toEqual(
    rows.map(() => ["create", []]),
  );
  await importAll(rows);
  const { rows: stored } = await pool.query(
    `select role, school_code, department, province from staff where username like 'dao.ru%' order by username, department`,
  );
  expect(stored).toEqual(
    expect.arrayContaining([
      { role: "department-admin", school_code: "10559", department: "文 学院", province: null },
      { role: "department-admin", school_code: "10559", department: "法学院", province: null },
      { role: "province-admin", school_code: null, department: null, province: "44" },
    ]),
  );
  const repeated = {
    name: "导入院系",
    role: "院系管理员",
    schoolCode: "10559",
    department: "文学院",
  };
  expect((await plan(repeated))[0]).toMatchObject({ fate: "same" });
});

test("a row is faulty if its user name belongs to another person, or its own person has another role", async () => {
  const planned = await plan(
    { name: "别人", role: "审核员", username: "reviewer-1" },
    { name: "测试reviewer-1", role: "财务", username: "reviewer-1" },
  );
  expect(planned.map(({ fate }) => fate)).toEqual(["faulty", "faulty"]);
  const [other] = await plan({ name: "别人", role: "审核员", username: "reviewer-1" });
  expect(other).toMatchObject({ fate: "faulty", notes: [{ field: "username" }] });
  expect(other?.notes[0]?.words.zh).toContain("已属于测试reviewer-1（审核员）");
});

test("creates both of two rows with the same name, role and school, and notes the duplicate on each", async () => {
  const planned = await plan({ name: "双胞", role: "审核员" }, { name: "双胞", role: "审核员" });
  expect(planned.map(({ fate, cells, notes }) => [fate, cells.username, notes[0]?.field])).toEqual([
    ["create", "shuang.bao", "name"],
    ["create", "shuang.bao2", "name"],
  ]);
});

test("recognizes an additional role as the same account, and notes that a disabled account stays disabled", async () => {
  const [{ id }] = (await pool.query("select id from staff where username = 'reviewer-1'")).rows;
  await db
    .insert(staffPosts)
    .values({ id: randomUUID(), staffId: id, role: "service", addedAt: clock.now });
  expect((await plan({ name: "测试reviewer-1", role: "客服" }))[0]).toMatchObject({
    fate: "same",
    cells: { username: "reviewer-1" },
  });
  await pool.query("update staff set disabled_at = $1 where id = $2", [clock.now, id]);
  const [disabled] = await plan({ name: "测试reviewer-1", role: "审核员", username: "reviewer-1" });
  expect(disabled?.fate).toBe("same");
  expect(disabled?.notes.map(({ words }) => words.zh).join()).toContain("已停用");
});

test("creates no account and no audit entry if one account fails", async () => {
  const count = async () =>
    (await pool.query("select count(*) from audit_entries where action like 'staff-%'")).rows;
  const previous = await count();
  const outOfIds = () => {
    if (ids.length === 0) throw new Error("away");
    return ids.pop() ?? "";
  };
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  const rows = ["先成", "后败"].map((name) => ({
    username: "",
    name,
    role: "审核员",
    schoolCode: "",
    department: "",
    province: "",
  }));
  const deps = { db, clock: () => clock.now, ids: outOfIds, randomBytes, sealer: ports.sealer };
  const [{ id }] = (await pool.query("select id from staff where username = 'operator'")).rows;
  await expect(importStaff(deps, { rows }, staffCall(id, "operator"))).rejects.toThrow("away");
  expect((await pool.query("select from staff where username = 'xian.cheng'")).rows).toEqual([]);
  expect(await count()).toEqual(previous);
});

test("two parallel imports create each account once", async () => {
  const rows = [{ name: "同时", role: "审核员", username: "at.once" }];
  const answers = await Promise.all([importAll(rows), importAll(rows)]);
  const fates = answers.map(({ body }) => body.rows[0].initialPassword !== null);
  expect(fates.filter(Boolean)).toHaveLength(1);
});
