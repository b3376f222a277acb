/** An operator manages staff, roles and schools, by hand and from a sheet. */
import { expect } from "@playwright/test";
import { TOTP } from "otpauth";
import { confirmAccount } from "../../people/staff.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { takenFile } from "../downloaded-file.ts";
import { en, zh } from "../flow.ts";
import { test } from "../test.ts";

/** Fills the fields of the dialog by their labels. */
async function fill({ page }: Desk, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields))
    await page.getByRole("dialog").getByLabel(label, { exact: true }).fill(text);
}

test("a new staff member sets up a password and one-time codes, opens the desk, and is disabled", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("operator");
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await page.goto("/console/staff");
  await desk.press("新建员工");
  await fill(desk, { 姓名: "测试新审核员" });
  await dialog.getByLabel("用户名", { exact: true }).focus();
  await expect(dialog.getByLabel("用户名", { exact: true })).toHaveValue(/^ce\.shi/);
  await fill(desk, { 用户名: "new-reviewer" });
  await desk.choose("岗位", "审核员");
  await desk.answer(/保存/);
  const initial = (await dialog.getByRole("heading", { level: 3 }).textContent())?.trim() ?? "";
  await desk.answer("已交付");
  await page.getByRole("button", { name: "新建员工" }).and(page.locator(":focus")).waitFor();
  await confirmAccount(await setting.clientOf("operator-2"), "new-reviewer");

  const newPassword = "a long sentence of one's own";
  const fresh = await deskOf(null);
  const enter = async (label: string, text: string): Promise<void> =>
    fresh.page.getByLabel(label, { exact: true }).fill(text);
  await fresh.page.goto("/console/");
  await enter("用户名", "new-reviewer");
  await enter("密码", initial);
  await fresh.press("登录");
  await fresh.see("请先把初始密码换成自己的密码。");
  await enter("当前密码", initial);
  await enter("新密码", newPassword);
  await enter("再输一次新密码", newPassword);
  await fresh.press("保存");
  await fresh.see("再绑定动态码");
  await enter("当前密码", newPassword);
  await fresh.press("开始");
  await fresh.page.locator(".console-qr").waitFor();
  const secret = (await fresh.page.locator("code").first().textContent())?.trim() ?? "";
  await fresh.page.getByLabel("动态码").fill(new TOTP({ secret }).generate());
  await fresh.press("确认");
  await fresh.see("只显示这一次");
  await expect(fresh.page.locator(".console-codes code")).toHaveCount(10);
  await fresh.press("我已保存好");
  await fresh.see("审核台");

  const row = page.getByRole("row", { name: /new-reviewer/ });
  await row.getByRole("button", { name: /更多/ }).click();
  await page.getByRole("menuitem", { name: "停用" }).click();
  await desk.answer(/确定/);
  await row.getByText("已停用").waitFor();
  await fresh.page.reload();
  await fresh.see("工作台登录");
});

test("a row's menu is fully visible at 1024 pixels, and closing a dialog returns the focus", async ({
  deskOf,
}) => {
  const { page } = await deskOf("operator", { ...en, widthPx: 1024, heightPx: 700 });
  await page.goto("/console/staff?text=reviewer-1");
  const more = page.getByRole("row", { name: /reviewer-1/ }).getByRole("button", { name: "More" });
  const keys = page.getByRole("button", { name: "Keyboard (?)" });
  const dialog = page.getByRole("dialog");
  await more.click();
  const last = page.getByRole("menuitem", { name: "End sessions" });
  // The menu is rendered off screen first, and positioned once it is measured.
  await waitUntil(
    "the last item in sight",
    () => last.boundingBox(),
    (box) => box !== null && box.x > 0 && box.x + box.width <= 1024,
    30_000,
  );
  expect(await page.title()).toBe("Staff · GradPhoto · Console");
  await page.keyboard.press("Escape");
  for (const item of ["Roles", "End sessions", null]) {
    await (item === null ? keys : more).click();
    if (item !== null) await page.getByRole("menuitem", { name: item }).click();
    await dialog.waitFor();
    // The confirmation has no field; the dialog of roles focuses its first field.
    if (item === "Roles") {
      await dialog.locator(".ant-select input:focus").waitFor();
      await page.keyboard.press("Tab");
      await page.getByRole("button", { name: "Add role" }).and(page.locator(":focus")).waitFor();
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await (item === null ? keys : more).and(page.locator(":focus")).waitFor();
  }
});

test("an operator adds a department role to a staff member, who can switch to it", async ({
  deskOf,
  setting,
}) => {
  const username = "reviewer-2";
  const post = "院系管理员 · 中山大学 · 软件学院";
  await setting.addStudent();
  const desk = await deskOf("operator");
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await page.goto(`/console/staff?text=${username}`);
  const row = page.getByRole("row").filter({ hasText: username });
  const openPosts = async (): Promise<void> => {
    await row.getByRole("button", { name: /更多/ }).click();
    await page.getByRole("menuitem", { name: "岗位" }).click();
  };
  await openPosts();
  await dialog.getByLabel("岗位", { exact: true }).click();
  await page.getByTitle("院系管理员", { exact: true }).click();
  const code = dialog.getByLabel(/院校代码/);
  const department = dialog.getByLabel("院系", { exact: true });
  const add = dialog.getByRole("button", { name: "增加岗位" });
  await code.fill("10559");
  await add.click();
  await dialog.locator(".ant-form-item-explain-error").waitFor();
  await department.fill("信息");
  await page
    .locator(".ant-select-dropdown:visible")
    .getByText(/^信息科学技术学院 · \d+ 名学生$/)
    .waitFor();
  await code.fill("10558");
  await department.fill("软件学院");
  await dialog.getByText("这所院校目前没有这个院系的学生").waitFor();
  const answerPostRequest = await desk.hold(/\/v1\/staff\/members\/[^/]+\/posts$/);
  await add.click();
  await expect(dialog.getByRole("button", { name: /完成/ })).toBeDisabled();
  await page.keyboard.press("Escape");
  answerPostRequest();
  await dialog.getByText(post).waitFor();
  await dialog.getByRole("button", { name: /完成/ }).click();
  await row.getByText(post, { exact: true }).waitFor();
  await confirmAccount(await setting.clientOf("operator-2"), username);
  await setting.renewSession(username);

  const reviewerDesk = await deskOf(username, { ...zh, widthPx: 1024 });
  const menu = reviewerDesk.page.getByRole("menuitem");
  await reviewerDesk.page.goto("/console/security");
  await reviewerDesk.page.getByLabel("收起或展开菜单").click();
  await expect(menu).toHaveText(["审核台", "登录与安全"]);
  await reviewerDesk.press(/当前岗位：审核员/);
  await reviewerDesk.page.getByRole("menuitem", { name: post }).click();
  await reviewerDesk.page.getByRole("button", { name: `当前岗位：${post}` }).waitFor();
  await reviewerDesk.page.goto("/console/projects");
  await reviewerDesk.page.locator(".ant-table-row").first().waitFor();
  await expect(reviewerDesk.page.getByRole("row").filter({ hasText: "采集中" })).toHaveCount(2);
  await expect(menu).toHaveText(["今天", "采集项目", "我的导出", "登录与安全"]);

  await openPosts();
  await dialog.getByText(post).getByRole("button").click();
  await desk.confirm();
  await dialog.getByText(post).waitFor({ state: "detached" });
  await setting.renewSession(username);
});

test("a school makes an administrator of its own department, whom an operator confirms", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("school-admin");
  const { page } = desk;
  await page.goto("/console/staff");
  await desk.press("新建院系管理员");
  await fill(desk, { 姓名: "测试文学院", 用户名: "own.literature", 院系: "文学院" });
  expect(await page.getByRole("dialog").getByLabel("岗位", { exact: true }).count()).toBe(0);
  await desk.answer(/保存/);
  await desk.see("只显示这一次");
  await desk.answer("已交付");
  const row = page.getByRole("row").filter({ hasText: "own.literature" });
  await row.getByText("院系管理员 · 暨南大学 · 文学院").first().waitFor();
  await row.getByText("等另一位运营管理员确认").waitFor();
  await confirmAccount(await setting.clientOf("operator-2"), "own.literature");
  await page.reload();
  await row.getByText("可登录").waitFor();
  await row.getByRole("button", { name: "停用" }).click();
  await desk.confirm();
  await row.getByText("已停用").waitFor();
});

test("an operator adds a school with its pinyin; a duplicate school code does not clear the form", async ({
  deskOf,
}) => {
  const desk = await deskOf("operator", en);
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await page.goto("/console/schools");
  await desk.press("Add a school");
  await fill(desk, {
    "School code (five digits)": "10559",
    Name: "测试师范学院",
    Hotline: "000-0000-0001",
    "Hours (such as 09:00–18:00)": "09:00–17:00",
  });
  await expect(dialog.getByLabel("Pinyin (filled in from the name")).toHaveValue(
    "ce shi shi fan xue yuan",
  );
  await desk.answer("Save");
  await dialog.getByRole("alert").waitFor();
  await fill(desk, { "School code (five digits)": "99903" });
  await desk.answer("Save");
  await dialog.waitFor({ state: "hidden" });
  await page.getByLabel("Code, name or pinyin").fill("shi fan");
  await page.getByLabel("Code, name or pinyin").press("Enter");
  await page.waitForURL(/text=shi/);
  // The previous list is displayed until the answer has arrived.
  await page.getByText("暨南大学", { exact: true }).first().waitFor({ state: "detached" });
  await desk.see("测试师范学院");
});

test("an operator imports schools and staff from a corrected sheet, and prints the account slips", async ({
  deskOf,
}) => {
  const desk = await deskOf("operator");
  const { page } = desk;
  const fillSheet = (...rows: readonly (readonly string[])[]): Promise<void> =>
    page.getByLabel("表格内容").fill(rows.map((row) => row.join("\t")).join("\n"));
  const previewOf = (text: string) => page.getByRole("row").filter({ hasText: text });
  const schools = (code: string) => [
    ["学校名称", "学校代码", "客服热线", "服务时间"],
    ["导入测试大学", "99001", "000-0000-0001", "09:00–18:00"],
    ["重庆导入学院", code, "000-0000-0001", "09:00–18:00"],
  ];
  await page.goto("/console/schools");
  await page.getByRole("link", { name: "批量导入" }).click();
  const template = await takenFile(desk, () => desk.press("下载空白模板"));
  expect(template.bytes.toString("utf8")).toMatch(/院校代码,院校名称/);
  await fillSheet(...schools("9902"));
  await previewOf("9902").getByText("5 位数字").waitFor();
  await expect(page.getByRole("button", { name: /^导入/ })).toBeDisabled();
  await fillSheet(...schools("99002"));
  await previewOf("99002").getByText("chong qing dao ru xue yuan").waitFor();
  await desk.press("导入 2 行");
  await desk.see("新建 2 所，更新 0 所，不变 0 所");
  const staff = (role: string) => [
    ["姓名", "岗位", "学校"],
    ["导入乙", "学校管理员", "导入测试大学"],
    ["导入丙", role, ""],
  ];
  await page.goto("/console/staff");
  await page.getByRole("link", { name: "批量导入" }).click();
  await fillSheet(...staff("班主任"));
  await previewOf("班主任")
    .getByText(/岗位请填/)
    .waitFor();
  await fillSheet(...staff("财务"));
  await desk.see(/另一位运营管理员/);
  await desk.press("导入 2 行");
  await desk.see("只显示这一次");
  const slip = page.locator(".print-slip").filter({ hasText: "导入乙" });
  expect((await slip.locator("dd").allTextContents())[0]).toBe("dao.ruyi");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("只显示这一次")).toBeHidden();
  await expect(slip).toBeVisible();
});

test("a province administrator sees only the schools of the province", async ({ deskOf }) => {
  const desk = await deskOf("province-admin", { ...zh, widthPx: 1024 });
  const { page } = desk;
  await page.goto("/console/");
  await desk.see("全省总览 · 广东省");
  for (const school of ["暨南大学", "中山大学"]) await desk.see(school);
  const byDays = page.getByRole("columnheader", { name: "剩余天数" });
  await byDays.click();
  await expect(byDays).toHaveAttribute("aria-sort", /ascending|descending/);
  expect(await page.getByRole("table").textContent()).not.toMatch(/测试职业技术学院/);
});
