/** The operator's day: staff, schools, projects of any school. */
import assert from "node:assert/strict";
import { TOTP } from "otpauth";
import { confirmAccount } from "../../people/staff.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { en, zh } from "../flow.ts";
import { deskFlows } from "../test.ts";

/** Fills the fields of the dialog in front by their labels. */
async function fill({ page }: Desk, fields: Readonly<Record<string, string>>): Promise<void> {
  const dialog = page.getByRole("dialog");
  for (const [label, text] of Object.entries(fields)) await dialog.getByLabel(label, { exact: true }).fill(text);
}

deskFlows([
  {
    name: "a new member of staff gets an initial password, chooses another, sets up one-time codes, and may work; disabled, they are out",
    who: "operator",
    look: zh,
    walk: async (desk, { clientOf, desks }) => {
      const { page } = desk;
      await page.goto("/console/staff");
      await desk.press("新建员工");
      await fill(desk, { 姓名: "测试新审核员" });
      const proposed = page.getByRole("dialog").getByLabel("用户名", { exact: true });
      await proposed.focus();
      await waitUntil(
        "the user name made of the name",
        () => proposed.inputValue(),
        (text) => text.startsWith("ce.shi"),
      );
      await fill(desk, { 用户名: "new-reviewer" });
      await desk.choose("岗位", "审核员");
      await desk.answer(/保存/);
      const initial = (await page.getByRole("dialog").getByRole("heading", { level: 3 }).textContent())?.trim() ?? "";
      await desk.answer("已交付");
      await page.getByRole("button", { name: "新建员工" }).and(page.locator(":focus")).waitFor();

      await confirmAccount(await clientOf("operator-2"), "new-reviewer");
      const fresh = await desks.open(null, zh);
      await fresh.page.goto("/console/");
      await fresh.page.getByLabel("用户名", { exact: true }).fill("new-reviewer");
      await fresh.page.getByLabel("密码", { exact: true }).fill(initial);
      await fresh.press("登录");
      await fresh.see("请先把初始密码换成自己的密码。");
      await fresh.page.getByLabel("当前密码").fill(initial);
      await fresh.page.getByLabel("新密码", { exact: true }).fill("a long sentence of one's own");
      await fresh.page.getByLabel("再输一次新密码").fill("a long sentence of one's own");
      await fresh.press("保存");
      await fresh.see("再绑定动态码");
      await fresh.page.getByLabel("当前密码").fill("a long sentence of one's own");
      await fresh.press("开始");
      await fresh.page.locator(".console-qr").waitFor();
      const secret = (await fresh.page.locator("code").first().textContent())?.trim() ?? "";
      await fresh.picture("set-up-codes");
      await fresh.page.getByLabel("动态码").fill(new TOTP({ secret }).generate());
      await fresh.press("确认");
      await fresh.see("只显示这一次");
      assert.equal(await fresh.page.locator(".console-codes code").count(), 10);
      await fresh.press("我已保存好");
      await fresh.see("审核台");

      const row = page.getByRole("row", { name: /new-reviewer/ });
      await row.getByRole("button", { name: /更多/ }).click();
      await page.getByRole("menuitem", { name: "停用" }).click();
      await desk.answer(/确定/);
      await row.getByText("已停用").waitFor();
      await fresh.page.reload();
      await fresh.see("工作台登录");
      await fresh.context.close();
    },
  },
  {
    name: "a school is added and found by its pinyin; a wrong code is refused in words and nothing entered is lost",
    who: "operator",
    look: en,
    walk: async (desk) => {
      const { page } = desk;
      await page.goto("/console/schools");
      await desk.press("Add a school");
      await fill(desk, {
        "School code (five digits)": "10559",
        Name: "测试师范学院",
        Hotline: "000-0000-0001",
        "Hours (such as 09:00–18:00)": "09:00–17:00",
      });
      const pinyin = page.getByRole("dialog").getByLabel("Pinyin (filled in from the name");
      await waitUntil(
        "the pinyin of the name",
        () => pinyin.inputValue(),
        (value) => value === "ce shi shi fan xue yuan",
      );
      await desk.answer("Save");
      await page.getByRole("dialog").getByRole("alert").waitFor();
      await fill(desk, { "School code (five digits)": "99903" });
      await desk.answer("Save");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await page.getByLabel("Code, name or pinyin").fill("shi fan");
      await page.getByLabel("Code, name or pinyin").press("Enter");
      await page.waitForURL(/text=shi/);
      // Until the answer has come, the list before stands there.
      await page.getByText("暨南大学", { exact: true }).first().waitFor({ state: "detached" });
      await desk.see("测试师范学院");
    },
  },
  {
    name: "on a small screen what can be done with a row stays in sight, and the tab is named by its page",
    who: "operator",
    look: en,
    walk: async ({ page }) => {
      await page.setViewportSize({ width: 1024, height: 700 });
      await page.goto("/console/staff");
      await page
        .getByRole("row", { name: /reviewer-1/ })
        .getByRole("button", { name: "More" })
        .click();
      const last = page.getByRole("menuitem", { name: "End sessions" });
      // The menu is drawn out of sight first, and put in its place once it is measured.
      await waitUntil(
        "the last act in sight",
        () => last.boundingBox(),
        (box) => box !== null && box.x > 0 && box.x + box.width <= 1024,
        30_000,
      );
      assert.equal(await page.title(), "Staff · GradPhoto · Console");
    },
  },
  {
    name: "whoever closes a question or a dialog of a row's menu has the keyboard at the menu's button again",
    who: "operator",
    look: en,
    walk: async ({ page }) => {
      await page.goto("/console/staff?text=reviewer-1");
      const button = page.getByRole("row", { name: /reviewer-1/ }).getByRole("button", { name: "More" });
      for (const item of ["Roles", "End sessions"]) {
        await button.click();
        await page.getByRole("menuitem", { name: item }).click();
        await page.getByRole("dialog").waitFor();
        // A question has no field; the roles have one for another.
        if (item === "Roles") {
          await page.getByRole("dialog").locator(".ant-select input:focus").waitFor();
          await page.keyboard.press("Tab");
          await page.getByRole("button", { name: "Add role" }).and(page.locator(":focus")).waitFor();
        }
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "hidden" });
        await button.and(page.locator(":focus")).waitFor();
      }
    },
  },
  {
    name: "whoever closes the keys has the keyboard at their button again",
    who: "operator",
    look: en,
    walk: async ({ page }) => {
      await page.goto("/console/staff?text=reviewer-1");
      const keys = page.getByRole("button", { name: "Keyboard (?)" });
      await keys.click();
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await keys.and(page.locator(":focus")).waitFor();
    },
  },
]);
