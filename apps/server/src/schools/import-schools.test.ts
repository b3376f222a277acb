import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { createConfiguration } from "../core/configuration/read-configuration.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { schoolHandlers } from "./routes.ts";

const { db, pool } = await openTestDatabase();
const world = openAttemptWorld(db);
const handlers = schoolHandlers({ ...world.deps, configuration: createConfiguration() });
const operator = staffCall(await world.addStaff("operator"), "operator");

const row = (schoolCode: string, name: string, others: object = {}) => ({
  ...{
    schoolCode,
    name,
    aliases: "",
    pinyin: "",
    hotline: "000-0000-0001",
    serviceHours: "09:00–18:00",
    province: "",
  },
  ...others,
});
const plan = async (...rows: ReturnType<typeof row>[]) =>
  accepted(await handlers.planSchoolImport({ body: { rows } }, operator)).rows;
const actionsOf = async (subject: string) =>
  (
    await pool.query(
      "select action, details from audit_entries where subject like $1 order by place",
      [subject],
    )
  ).rows;

test("a preview fills in pinyin, splits aliases and writes nothing", async () => {
  const [first, second] = await plan(
    row("９９９８０", "重庆测试大学", { aliases: "测大，重测" }),
    row("4144099981", "长安测试学院（南区）"),
  );
  expect(first).toMatchObject({
    fate: "create",
    notes: [],
    cells: { schoolCode: "99980", pinyin: "chong qing ce shi da xue", aliases: "测大、重测" },
  });
  expect(second?.cells.schoolCode).toBe("99981");
  expect(second?.cells.pinyin).toBe("chang an ce shi xue yuan nan qu");
  expect(accepted(await handlers.listSchools({ query: { limit: 10 } }, operator)).schools).toEqual(
    [],
  );
});

test("each invalid cell is reported by column, and one invalid row prevents the entire import", async () => {
  const rows = [
    row("9998", "测试甲"),
    row("99982", "测试乙", { hotline: "" }),
    row("99983", "测试丙"),
    row("99983", "测试丁"),
  ];
  const planned = await plan(...rows);
  expect(planned.map(({ fate, notes }) => [fate, notes.map(({ field }) => field)])).toEqual([
    ["faulty", ["schoolCode"]],
    ["faulty", ["hotline"]],
    ["faulty", ["schoolCode"]],
    ["faulty", ["schoolCode"]],
  ]);
  expect(
    await handlers.importSchools({ body: { rows: [row("99980", "测试大学"), ...rows] } }, operator),
  ).toMatchObject({
    refused: "import-faulty",
    details: { faulty: 4 },
  });
  expect(await actionsOf("school:%")).toEqual([]);
});

test("an import adds and updates schools, ignores empty cells, and changes nothing when repeated", async () => {
  const first = {
    rows: [row("99980", "重庆测试大学", { aliases: "测大" }), row("99981", "测试学院")],
  };
  expect(accepted(await handlers.importSchools({ body: first }, operator))).toEqual({
    created: 2,
    changed: 0,
    same: 0,
  });
  expect(accepted(await handlers.importSchools({ body: first }, operator))).toEqual({
    created: 0,
    changed: 0,
    same: 2,
  });
  const later = [
    row("99980", "", { hotline: "000-0000-0002", serviceHours: "" }),
    row("99982", "测试学院"),
  ];
  const [changed, namesake] = await plan(...later);
  expect(changed?.fate).toBe("change");
  expect(changed?.notes.map(({ words }) => words.zh)).toEqual([
    "客服热线由“000-0000-0001”改为“000-0000-0002”",
  ]);
  expect(namesake).toMatchObject({ fate: "create", notes: [{ field: "name" }] });
  expect(accepted(await handlers.importSchools({ body: { rows: later } }, operator))).toEqual({
    ...{ created: 1, changed: 1, same: 0 },
  });
  const { schools } = accepted(await handlers.listSchools({ query: { limit: 10 } }, operator));
  expect(schools[0]).toMatchObject({
    name: "重庆测试大学",
    aliases: ["测大"],
    pinyinInitials: "cqcsdx",
    hotline: "000-0000-0002",
  });
  expect((await actionsOf("school:99980")).map(({ action }) => action)).toEqual([
    "school-created",
    "school-changed",
  ]);
  expect((await actionsOf("import:%")).map(({ details }) => details)).toEqual([
    { rows: 2, created: 2, changed: 0 },
    { rows: 2, created: 0, changed: 0 },
    { rows: 2, created: 1, changed: 1 },
  ]);
});

test("a province is accepted by name, short name or code, unchanged if empty, and refused if unknown", async () => {
  const named = ["广东省", "广东", "Guangdong", "４４", "内蒙古", "粤"];
  const planned = await plan(
    ...named.map((province, at) => row(`9987${at}`, `测试${at}`, { province })),
  );
  expect(planned.map(({ fate, cells }) => [fate, cells.province])).toEqual([
    ...["44", "44", "44", "44", "15"].map((code) => ["create", code]),
    ["faulty", "粤"],
  ]);
  const body = { rows: [row("99870", "测试省份", { province: "广东" })] };
  accepted(await handlers.importSchools({ body }, operator));
  expect((await plan(row("99870", "测试省份")))[0]).toMatchObject({
    fate: "same",
    cells: { province: "44" },
  });
  const [moved] = await plan(row("99870", "测试省份", { province: "北京" }));
  expect(moved?.notes.map(({ words }) => words.zh)).toEqual(["省份由“广东省”改为“北京市”"]);
});

test("two concurrent imports of the same sheet create each school once", async () => {
  const body = { rows: [row("99990", "同时甲"), row("99991", "同时乙")] };
  const done = await Promise.all([1, 2].map(() => handlers.importSchools({ body }, operator)));
  expect(
    done
      .map(accepted)
      .map(({ created }) => created)
      .sort(),
  ).toEqual([0, 2]);
});

test("a school name is converted to pinyin, and a name without Chinese characters gives an empty result", async () => {
  expect(await handlers.spellSchool({ body: { name: "吕梁大学" } }, operator)).toEqual({
    pinyin: "lv liang da xue",
  });
  expect(await handlers.spellSchool({ body: { name: "2027" } }, operator)).toEqual({ pinyin: "" });
});
