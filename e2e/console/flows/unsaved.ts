/** Unsaved input: every form asks before it is left, and stays when the session ends. */
import { createHash, randomBytes } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { demoStaff } from "../../people/staff.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import type { Desk } from "../desk.ts";
import { openDeskWithOne } from "../review-desk.ts";
import { openCollection } from "../service-desk.ts";
import { test } from "../test.ts";

const question = "填写的内容还没有保存，离开后不会保留。";

const answerWith = async ({ page }: Desk, name: string): Promise<void> => {
  const dialog = page.locator(".ant-modal-confirm").filter({ hasText: question });
  await dialog.getByRole("button", { name, exact: true }).click();
  await dialog.waitFor({ state: "detached" });
};

const labelled = (label: string | RegExp) => (page: Page) =>
  page.getByRole("dialog").getByLabel(label).first();
const sheet = (page: Page) => page.getByLabel("表格内容");
const inRow = (row: RegExp, button: string | RegExp) => (page: Page) =>
  page.getByRole("row", { name: row }).first().getByRole("button", { name: button }).click();
const button = (name: string | RegExp) => (page: Page) =>
  page.getByRole("button", { name }).first().click();
const link = (name: string) => (page: Page) => page.getByRole("link", { name }).first().click();

interface FormOfPage {
  readonly form: string;
  readonly username: string;
  /** Menu item of the page. */
  readonly menu: string;
  readonly open: readonly ((page: Page) => Promise<void>)[];
  readonly field: (page: Page) => Locator;
  readonly typed: string;
}

const forms: readonly FormOfPage[] = [
  {
    ...{
      form: "a new project",
      username: "school-admin",
      menu: "采集项目",
      open: [button("新建项目")],
    },
    ...{ field: labelled("毕业年份"), typed: "2047" },
  },
  {
    ...{
      form: "a project",
      username: "school-admin",
      menu: "采集项目",
      open: [inRow(/普通本科/, "修改")],
    },
    ...{ field: labelled("客服热线"), typed: "000-0000-0099" },
  },
  {
    ...{ form: "expected numbers", username: "school-admin", menu: "采集项目" },
    ...{
      open: [inRow(/普通本科/, "进度"), button(/应采人数$/)],
      field: sheet,
      typed: "测试学院\t30",
    },
  },
  {
    ...{ form: "a school", username: "operator", menu: "院校", open: [button("新建院校")] },
    ...{ field: labelled("客服热线"), typed: "000-0000-0099" },
  },
  {
    ...{ form: "schools of a sheet", username: "operator", menu: "院校", open: [link("批量导入")] },
    ...{ field: sheet, typed: "院校代码\t院校名称" },
  },
  {
    ...{ form: "a staff member", username: "operator", menu: "员工", open: [button("新建员工")] },
    ...{ field: labelled("姓名"), typed: "测试员" },
  },
  {
    ...{ form: "staff of a sheet", username: "operator", menu: "员工", open: [link("批量导入")] },
    ...{ field: sheet, typed: "姓名\t岗位" },
  },
  {
    ...{
      form: "a proposed setting",
      username: "operator",
      menu: "配置",
      open: [button("提议修改")],
    },
    ...{ field: labelled(/理由|原因/), typed: "测试理由" },
  },
];

for (const { form, username, menu, open, field, typed } of forms) {
  test(`the form of ${form} asks before the browser goes back`, async ({ deskOf }) => {
    const desk = await deskOf(username);
    const { page } = desk;
    await page.goto("/console/security");
    await page.getByRole("menuitem", { name: menu, exact: true }).click();
    await page.getByRole("heading", { name: menu, level: 1 }).waitFor();
    for (const act of open) await act(page);
    await expect(field(page)).toBeEnabled();
    // Nothing is entered yet, so the page opens without a question.
    await field(page).fill(typed);
    const opened = page.url();
    await page.goBack();
    await desk.see(question);
    await answerWith(desk, "留在本页");
    expect(page.url()).toBe(opened);
    await expect(field(page)).toHaveValue(typed);
    await page.goBack();
    await desk.see(question);
    await answerWith(desk, "离开");
    await field(page).waitFor({ state: "detached" });
    expect(page.url()).not.toBe(opened);
  });
}

test("a page with unsaved input asks before a reload, another page of the menu, and sign-out", async ({
  deskOf,
}) => {
  const desk = await deskOf("operator");
  const { page } = desk;
  await page.goto("/console/schools/import");
  await sheet(page).fill("院校代码\t院校名称");
  const question = page.waitForEvent("dialog");
  // The dialog cancels the reload, so this promise never resolves as loaded.
  void page.reload().catch(() => null);
  const dialog = await question;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await page.getByRole("menuitem", { name: "员工", exact: true }).click();
  await answerWith(desk, "留在本页");
  await page.getByRole("button", { name: /运营管理员/ }).click();
  await page.getByRole("menuitem", { name: "退出登录" }).click();
  await answerWith(desk, "留在本页");
  await expect(sheet(page)).toHaveValue("院校代码\t院校名称");
  await page.getByRole("menuitem", { name: "员工", exact: true }).click();
  await answerWith(desk, "离开");
  await page.getByRole("heading", { name: "员工", level: 1 }).waitFor();
});

test("words that hand a photo to a senior reviewer, and a note of customer service, open a question before they are lost", async ({
  deskOf,
  setting,
}) => {
  const reviewer = await deskOf("reviewer-1");
  const student = await openDeskWithOne(reviewer, setting);
  const service = await deskOf("service");
  await openCollection(service, student);
  await reviewer.page.keyboard.press("e");
  await service.page.locator(".service-actions").getByRole("button", { name: "备注" }).click();
  for (const { page } of [reviewer, service]) {
    const words = page.getByRole("dialog").locator("textarea");
    await words.fill("证件照与本人不符");
    const question = page.waitForEvent("dialog");
    // The dialog cancels the reload, so this promise never resolves as loaded.
    void page.reload().catch(() => null);
    await (await question).dismiss();
    await expect(words).toHaveValue("证件照与本人不符");
    await page.keyboard.press("Escape");
    await page
      .locator(".ant-modal-confirm")
      .getByRole("button", { name: /^放弃$/ })
      .click();
    await words.waitFor({ state: "detached" });
  }
});

test("a new project that is filled in survives the end of the session, and is saved after a new sign-in", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf(null);
  const { page, context } = desk;
  const dialog = page.getByRole("dialog").filter({ hasText: "新建项目" });
  const next = dialog.getByRole("button", { name: "下一步" });
  const value = randomBytes(32).toString("base64url");
  const tokenSha256 = createHash("sha256").update(value).digest("hex");
  await inProductDatabase(setting.product, async (database) => {
    await database.query(
      `insert into sessions (token_sha256, staff_id, role, created_at, expires_at)
       select $1, id, role, now(), now() + interval '12 hours' from staff where username = 'school-admin'`,
      [tokenSha256],
    );
    // A one-time code is valid once, and this half minute's may be used.
    await database.query("update staff set totp_step = null where username = 'school-admin'");
  });
  await context.addCookies([
    {
      name: "gradphoto-staff",
      value,
      url: `${setting.url}/v1`,
      httpOnly: true,
      sameSite: "Strict",
    },
  ]);
  await page.goto("/console/projects");
  await desk.press("新建项目");
  await desk.choose("以往届项目为模板", /普通本科/);
  await dialog.getByLabel("毕业年份").fill("2048");
  await next.click();
  await dialog.getByLabel("照片规格", { exact: true }).waitFor();
  await next.click();
  await dialog.getByLabel("公告（学生可见）").fill("请在 5 月 20 日前完成");
  await inProductDatabase(setting.product, (database) =>
    database.query("delete from sessions where token_sha256 = $1", [tokenSha256]),
  );
  await dialog.getByRole("button", { name: "保存草稿" }).click();
  const signIn = page.getByRole("dialog").filter({ hasText: "您填写的内容还在" });
  await signIn.waitFor();
  await expect(signIn.getByLabel("用户名", { exact: true })).toHaveValue("school-admin");
  await signIn.getByLabel("密码", { exact: true }).fill(demoStaff.password);
  await signIn
    .getByLabel("动态码", { exact: true })
    .fill(new TOTP({ secret: demoStaff.totp }).generate());
  await signIn.getByRole("button", { name: "登录", exact: true }).click();
  await signIn.waitFor({ state: "detached" });
  await expect(dialog.getByLabel("公告（学生可见）")).toHaveValue("请在 5 月 20 日前完成");
  await dialog.getByRole("button", { name: "保存草稿" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("row").filter({ hasText: "2048" }).first().waitFor();
});
