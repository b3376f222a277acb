/** The sign-in of a school or company: linked once with the password, used with the one-time code, and unlinked. */
import { expect } from "@playwright/test";
import { TOTP } from "otpauth";
import { demoStaff } from "../../people/staff.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { test } from "../test.ts";
import { passesAxe } from "../tour/tour.ts";

test("a university sign-in is linked, replaces the password, and is unlinked", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("finance-1");
  const { page } = desk;
  const signInThere = async (): Promise<void> => {
    await page.getByLabel(/工号/).fill("t2019001");
    await page.getByRole("button", { name: /登录/ }).click();
  };
  await page.goto("/console/security");
  const row = page.getByRole("row", { name: /学校统一身份认证/ });
  await row.getByRole("button", { name: "绑定" }).click();
  await page.getByRole("dialog").getByLabel("当前密码").fill(demoStaff.password);
  await desk.press("去认证");
  await signInThere();
  await row.getByRole("button", { name: "解除绑定" }).waitFor();
  await passesAxe(desk);
  await page.context().clearCookies();
  await page.goto("/console/");
  await desk.press("学校统一身份认证（模拟）");
  await signInThere();
  await desk.see("账号 finance-1");
  // A one-time code is valid once, and this half minute's may be used.
  await inProductDatabase(setting.product, (database) =>
    database.query("update staff set totp_step = null where username = 'finance-1'"),
  );
  await page
    .getByLabel("动态码", { exact: true })
    .fill(new TOTP({ secret: demoStaff.totp }).generate());
  await page.locator("button[type=submit]").click();
  await page.getByRole("navigation").first().waitFor();
  expect(page.url()).not.toContain("ticket");
  await page.goto("/console/security");
  await row.getByRole("button", { name: "解除绑定" }).click();
  await desk.confirm();
  await row.getByRole("button", { name: "绑定", exact: true }).waitFor();
});

test("a sign-in return that did not start in this window signs nobody in", async ({ deskOf }) => {
  const desk = await deskOf(null);
  await desk.page.goto("/console/returned?state=made-up&ticket=ST-1");
  await desk.see("不是从本窗口出发的");
  await desk.press("改用密码登录");
  await desk.page.getByLabel("用户名", { exact: true }).waitFor();
});
