/** One person with two posts: given by an operator, acted in one at a time; and a province that sees numbers alone. */
import assert from "node:assert/strict";
import { TOTP } from "otpauth";
import { confirmAccount, demoStaff, signInAgain } from "../../people/staff.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import type { Desk } from "../desk.ts";
import { zh } from "../flow.ts";
import { deskFlows } from "../test.ts";

const reviewer = "reviewer-2";

const menuOf = async ({ page }: Desk): Promise<string> => {
  await page.getByRole("menuitem").first().waitFor();
  return (await page.getByRole("menuitem").allInnerTexts()).join(" ");
};

deskFlows([
  {
    name: "an operator gives a reviewer a school as well, who signs in, switches, and sees the other menu and that school alone",
    who: "operator",
    look: zh,
    walk: async ({ page, see, picture, confirm }, { clientOf, desks, product, url }) => {
      const forgetCode = () =>
        inProductDatabase(product, (database) =>
          database.query("update staff set totp_step = null where username = $1", [reviewer]),
        );
      await page.goto(`/console/staff?text=${reviewer}`);
      const row = page.getByRole("row").filter({ hasText: reviewer });
      await row.getByRole("button", { name: /更多/ }).click();
      await page.getByRole("menuitem", { name: "岗位" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("岗位", { exact: true }).click();
      await page.getByTitle("学校管理员", { exact: true }).click();
      await dialog.getByLabel(/院校代码/).fill("10558");
      let goOn = (): void => undefined;
      const held = new Promise<void>((done) => {
        goOn = done;
      });
      await page.route(/\/v1\/staff\/members\/[^/]+\/posts$/, async (route) => {
        await held;
        await route.continue();
      });
      await dialog.getByRole("button", { name: "增加岗位" }).click();
      await dialog.getByRole("button", { name: /完成/ }).and(page.locator(":disabled")).waitFor();
      await page.keyboard.press("Escape");
      goOn();
      await dialog.getByText("学校管理员 · 中山大学").waitFor();
      await picture("posts-dialog");
      await dialog.getByRole("button", { name: /完成/ }).click();
      await row.getByText("学校管理员 · 中山大学", { exact: true }).waitFor();
      await picture("posts-listed");
      await confirmAccount(await clientOf("operator-2"), reviewer);

      const own = await desks.open(null, { ...zh, widthPx: 1024 });
      try {
        await own.page.goto("/console/");
        await own.page.getByLabel("用户名", { exact: true }).fill(reviewer);
        await own.page.getByLabel("密码", { exact: true }).fill(demoStaff.password);
        // The code of this half minute may have opened the desk of another flow, or open one afterwards.
        await forgetCode();
        await own.page.getByLabel("动态码", { exact: true }).fill(new TOTP({ secret: demoStaff.totp }).generate());
        await own.press("登录");
        // On a screen as narrow the menu is folded until it is asked for.
        await own.page.getByLabel("收起或展开菜单").click();
        assert.match(await menuOf(own), /审核台/);
        await forgetCode();
        await own.press(/当前岗位：审核员/);
        await own.page.getByRole("menuitem", { name: "学校管理员 · 中山大学" }).click();
        await own.see("采集项目");
        await own.page.locator(".ant-table-row").first().waitFor();
        await own.page.getByLabel("收起或展开菜单").click();
        const menu = await menuOf(own);
        assert.match(menu, /采集项目/);
        assert.doesNotMatch(menu, /审核台/);
        await own.page.getByRole("button", { name: "当前岗位：学校管理员 · 中山大学" }).waitFor();
        const [, ...rows] = await own.page.getByRole("row").allTextContents();
        assert.equal(rows.filter((row) => row.includes("采集中")).length, 2);
        await own.picture("posts-switched");
        assert.deepEqual(own.broken, []);
      } finally {
        await own.context.close();
      }

      await row.getByRole("button", { name: /更多/ }).click();
      await page.getByRole("menuitem", { name: "岗位" }).click();
      await dialog.getByText("学校管理员 · 中山大学").getByRole("button").click();
      await confirm();
      await dialog.getByText("学校管理员 · 中山大学").waitFor({ state: "detached" });
      await see(reviewer);
      await signInAgain(url, await clientOf(reviewer), reviewer);
    },
  },
  {
    name: "a province sees how far its schools are, in numbers, and no project of theirs",
    who: "province-admin",
    look: { ...zh, widthPx: 1024 },
    walk: async ({ page, see, picture }) => {
      await page.goto("/console/");
      await see("全省总览 · 广东省");
      await see("暨南大学");
      await see("中山大学");
      await picture("province");
      await page.getByRole("columnheader", { name: "剩余天数" }).click();
      await page.getByRole("columnheader", { name: "剩余天数" }).click();
      assert.doesNotMatch((await page.getByRole("table").textContent()) ?? "", /测试职业技术学院/);
      await page.emulateMedia({ colorScheme: "dark" });
      await picture("province-dark");
    },
  },
]);
