/** Progress of a project: figures, expected numbers, a department's view, and reminders. */
import { expect } from "@playwright/test";
import { take } from "../../people/client.ts";
import { usualProjectId } from "../../people/site-day.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { linesOf, takenFile } from "../downloaded-file.ts";
import { en, zh } from "../flow.ts";
import { openTab, openThisYear, shows } from "../project-page.ts";
import { movePerson, read } from "../students.ts";
import { test } from "../test.ts";
import { passesAxe } from "../tour/tour.ts";

test("the project page plots and lists progress; stalled students are named, without ID numbers", async ({
  deskOf,
  setting,
}) => {
  const { chsi } = await setting.addStudent();
  const desk = await deskOf("school-admin", en);
  const { page } = desk;
  await openThisYear(desk);
  await desk.see("Overview");
  await page.locator(".console-plots svg").first().waitFor();
  // The plot of a single day has no line.
  await page.getByRole("region", { name: /^Day by day/ }).waitFor();
  await passesAxe(desk);
  await openTab(desk, "By group");
  await page.getByRole("progressbar").first().waitFor();
  await openTab(desk, "Stalled");
  const days = page.getByLabel("Days, at least");
  await days.fill("three days");
  await days.press("Enter");
  await page
    .getByRole("alert")
    .filter({ hasText: "A whole number from 0 to 365, please" })
    .waitFor();
  expect(new URL(page.url()).searchParams.has("days")).toBe(false);
  await days.fill(" ０");
  await days.press("Enter");
  await page.waitForURL(/[?&]days=0(&|$)/);
  await page
    .getByRole("row")
    .filter({ hasText: chsi.name })
    .filter({ hasText: chsi.studentNumber })
    .first()
    .waitFor();
  // Inner texts separate the cells of a table, unlike textContent.
  const [text = ""] = await page.locator("main, .console-content").allInnerTexts();
  expect(text).not.toMatch(/\d{17}[\dX]/);
});

test("a school pastes expected numbers from a sheet, and can save them once no row is faulty", async ({
  deskOf,
  setting,
}) => {
  const { student } = await read(await setting.addStudent());
  const place = `${student.department}\t${student.className}`;
  const desk = await deskOf("school-admin");
  const { page } = desk;
  await openThisYear(desk);
  await desk.press(/应采人数$/);
  const text = page.getByRole("textbox", { name: "表格内容" });
  const save = page.getByRole("button", { name: "保存应采人数" });
  // It opens once the stored numbers are loaded.
  await text.and(page.locator(":focus")).waitFor();
  await text.fill(`院系\t班级\t人数\n${place}\t若干\n测试学院\t\t30\n合计\t\t70\n`);
  await desk.see("有 1 行无法识别，请改正或删去后再保存");
  await desk.see("合计、小计 1 行未计入");
  await expect(save).toBeDisabled();
  await text.fill(`${place}\t4000\n测试学院\t\t30\n`);
  await desk.see("第一行不是列名。请在下面选择各列是什么，或在第一行写上列名。");
  for (const [column, holds] of [
    [1, "院系"],
    [2, "班级"],
    [3, "应采人数"],
  ] as const) {
    await page
      .getByRole("dialog")
      .getByLabel(new RegExp(`^第 ${column} 列`))
      .click();
    await page.locator(".ant-select-dropdown:visible").getByText(holds, { exact: true }).click();
  }
  await desk.see("读到 2 行，应采共 4030 人");
  await text.fill(`院系\t班级\t人数\n${place}\t4000\n${student.department}\t\t4000\n`);
  await desk.see(/的人数会重复计算/);
  await text.fill(`院系\t班级\t人数\n${place}\t4000\n测试学院\t\t30\n`);
  await desk.see("读到 2 行，应采共 4030 人");
  await save.click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await shows(desk, "应采", "4,030");
  await openTab(desk, "分组统计");
  await page.getByRole("row", { name: /^测试学院 30 0 0 30/ }).waitFor();
  const [heading, ...lines] = linesOf(await takenFile(desk, () => desk.press("下载本表（CSV）")));
  expect(heading).toBe("院系,应采,已开始,已完成,未开始");
  expect(lines).toContain("测试学院,30,0,0,30");
  await page.locator(".ant-segmented").getByText("班级", { exact: true }).click();
  await page
    .getByRole("row")
    .filter({ hasText: student.className ?? "" })
    .filter({ hasText: "4,000" })
    .waitFor();
  await page.goto("/console/projects");
  await page
    .getByRole("cell", { name: /^4,?030$/ })
    .first()
    .waitFor();
  await openThisYear(desk);
  await desk.press("修改应采人数");
  await expect(text).toHaveValue(/测试学院\t\t\t30/);
});

test("of expected numbers that two tabs change, both versions of each place are shown to choose from", async ({
  deskOf,
  setting,
}) => {
  const operator = await setting.clientOf("operator");
  const params = { projectId: await usualProjectId(operator) };
  const number = (department: string, expected: number) => ({
    department,
    major: "",
    className: "",
    expected,
  });
  const store = async (...numbers: readonly ReturnType<typeof number>[]): Promise<void> => {
    const { version } = await take(operator.call("readExpectedNumbers", { params }));
    await take(
      operator.call("storeExpectedNumbers", { params, body: { numbers: [...numbers], version } }),
    );
  };
  await store(number("文学院", 40), number("理学院", 30));
  const desk = await deskOf("school-admin");
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  const text = dialog.getByRole("textbox", { name: "表格内容" });
  const save = dialog.getByRole("button", { name: "保存应采人数" });
  await openThisYear(desk);
  await desk.press("修改应采人数");
  await expect(text).toHaveValue(/理学院/);
  await text.fill("院系\t人数\n文学院\t41\n理学院\t30\n法学院\t20\n");
  await store(number("文学院", 42), number("理学院", 31));
  await save.click();
  await dialog.getByText(/刚刚被别人改过，您的修改还没有保存/).waitFor();
  const choice = (place: string, expected: string) =>
    dialog
      .getByRole("row")
      .filter({ hasText: place })
      .getByRole("radio", { name: expected, exact: true });
  await expect(choice("文学院", "41")).toBeChecked();
  await expect(choice("理学院", "31")).toBeChecked();
  await expect(choice("法学院", "20")).toBeChecked();
  await expect(text).toHaveValue(/理学院\t\t\t31/);
  await passesAxe(desk);
  await choice("文学院", "42").check();
  await choice("法学院", "（空）").check();
  await expect(text).not.toHaveValue(/法学院/);
  await choice("法学院", "20").check();
  await save.click();
  await dialog.waitFor({ state: "hidden" });
  const { numbers } = await take(operator.call("readExpectedNumbers", { params }));
  expect(numbers).toEqual(
    expect.arrayContaining([number("文学院", 42), number("理学院", 31), number("法学院", 20)]),
  );
  expect(numbers).toHaveLength(3);
});

test("a department administrator sees only its own students, and cannot change projects", async ({
  deskOf,
  setting,
}) => {
  const [own, other] = [await setting.addStudent(), await setting.addStudent()];
  await movePerson(setting, other, "外国语学院", "英语1班");
  await inProductDatabase(setting.product, (database) =>
    database.query(
      "update collections set updated_at = now() - interval '5 days' where id = any($1)",
      [[own.collectionId, other.collectionId]],
    ),
  );
  const desk = await deskOf("department-admin", { ...zh, widthPx: 1024 });
  const { page } = desk;
  const expectNoButtons = async (...names: readonly RegExp[]): Promise<void> => {
    for (const name of names) expect(await page.getByRole("button", { name }).count()).toBe(0);
  };
  await page.goto("/console/projects");
  await desk.see(/人数只算信息科学技术学院的学生/);
  await page.locator(".ant-table-row").first().waitFor();
  await expectNoButtons(/新建项目/, /修改/, /更多/, /确认发布/);
  await openThisYear(desk);
  await desk.see(/信息科学技术学院 · 进度/);
  await expect(page.getByRole("tab")).toHaveText(["总览", "分组统计", "未开始名单", "停滞学生"]);
  await expectNoButtons(/采集报告/, /打印照片/, /应采人数$/);
  await openTab(desk, "分组统计");
  await page.locator(".ant-segmented").getByText("班级", { exact: true }).click();
  await page.getByRole("row", { name: /软件工程1班/ }).waitFor();
  await openTab(desk, "停滞学生");
  await page
    .getByRole("row", { name: /软件工程1班/ })
    .first()
    .waitFor();
  expect(await page.getByText("英语1班").count()).toBe(0);
  await openTab(desk, "未开始名单");
  await desk.see(/其他院系的学生都会列为未开始/);
});

test("stalled students are reminded by WeChat or SMS, once a day", async ({ deskOf, setting }) => {
  const [subscribed, other] = [await setting.addStudent(), await setting.addStudent()];
  await take(subscribed.client.call("addMessageCredits", { body: { templates: ["unfinished"] } }));
  const templateId = "sandbox-unfinished";
  await setting.world.control("POST", "/wechat/accept-messages", {
    userId: subscribed.person.id,
    templateId,
  });
  const className = "催办一班";
  for (const student of [subscribed, other])
    await movePerson(setting, student, "信息科学技术学院", className);
  const desk = await deskOf("school-admin");
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await page.goto(`/console/projects/${await usualProjectId(await setting.clientOf("operator"))}`);
  await openTab(desk, "停滞学生");
  for (const [label, value] of [
    ["停滞天数不少于", "0"],
    ["班级", className],
  ] as const) {
    await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByLabel(label, { exact: true }).press("Enter");
  }
  await expect(page.getByRole("row")).toHaveCount(3);
  await desk.press(/^催办$/);
  await dialog.getByRole("row", { name: "将发微信通知 1 人" }).waitFor();
  await dialog.getByRole("row", { name: "将发短信 1 人" }).waitFor();
  await dialog.getByText(/每校每天 1,000 条，还剩 1,000 条，发送后剩 999 条/).waitFor();
  await dialog.getByRole("button", { name: "催办 2 人" }).click();
  await desk.see(/选中 2 人 · 微信已发 1 · 短信已发 1$/);
  await desk.press(/^催办$/);
  await dialog
    .getByRole("row", { name: "不催办 · 24 小时内收到过通知（含审核结果等） 2 人" })
    .waitFor();
  await expect(dialog.getByRole("button", { name: "催办 0 人" })).toBeDisabled();
});
