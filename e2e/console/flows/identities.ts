/** A school's or company's own sign-in: bound once with the password, then in its place beside the one-time code. */
import assert from "node:assert/strict";
import { TOTP } from "otpauth";
import { demoStaff } from "../../people/staff.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { en, zh } from "../flow.ts";
import { shutsNobodyOut } from "../shuts-nobody-out.ts";
import { deskFlows } from "../test.ts";

/** A code counts once: where another desk took it, the next one is tried. */
async function enterCode({ page }: Desk, label: string): Promise<void> {
  let tried = "";
  await waitUntil(
    "a code that counts",
    async () => {
      const code = new TOTP({ secret: demoStaff.totp }).generate();
      const field = page.getByLabel(label, { exact: true });
      if (code !== tried && (await field.isVisible())) {
        tried = code;
        await field.fill(code);
        const answered = page.waitForResponse(/sign-in-by-identity/);
        await page.locator("button[type=submit]").click();
        await answered;
      }
      return page.getByRole("navigation").first().isVisible();
    },
    (isIn) => isIn,
    70_000,
  );
}

deskFlows([
  {
    name: "a university's sign-in is bound with the password and takes its place from then on",
    who: "finance-1",
    look: zh,
    walk: async (desk) => {
      const { page } = desk;
      await page.goto("/console/security");
      const row = page.getByRole("row", { name: /学校统一身份认证/ });
      await row.getByRole("button", { name: "绑定" }).click();
      await page.getByRole("dialog").getByLabel("当前密码").fill(demoStaff.password);
      await desk.press("去认证");
      await page.getByLabel(/工号/).fill("t2019001");
      await page.getByRole("button", { name: /登录/ }).click();
      await row.getByRole("button", { name: "解除绑定" }).waitFor();
      await desk.picture("identity-bound");
      await shutsNobodyOut(desk);
      await page.context().clearCookies();
      await page.goto("/console/");
      await page.getByRole("button", { name: "学校统一身份认证（模拟）" }).waitFor();
      await desk.picture("identity-sign-in");
      await desk.press("学校统一身份认证（模拟）");
      await page.getByLabel(/工号/).fill("t2019001");
      await page.getByRole("button", { name: /登录/ }).click();
      await desk.see("账号 finance-1");
      await desk.picture("identity-code");
      await enterCode(desk, "动态码");
      assert.ok(!page.url().includes("ticket"), page.url());
    },
  },
  {
    name: "a provider of OpenID Connect is bound, signs in, and is unbound again",
    who: "auditor",
    look: en,
    walk: async (desk) => {
      const { page } = desk;
      const atProvider = async (): Promise<void> => {
        await page.locator("input[name=login]").fill("li.lei");
        await page.locator("input[name=password]").fill("any");
        await page.locator("button[type=submit]").click();
      };
      await page.goto("/console/security");
      const row = page.getByRole("row", { name: /WeCom/ });
      await row.getByRole("button", { name: "Link" }).click();
      await page.getByRole("dialog").getByLabel("Current password").fill(demoStaff.password);
      await desk.press("Continue");
      await atProvider();
      await row.getByRole("button", { name: "Unlink" }).waitFor();
      await page.context().clearCookies({ name: "gradphoto-staff" });
      await page.goto("/console/");
      await desk.press("WeCom (simulated)");
      // Who is signed in there already is not asked again.
      await desk.see("Confirmed as auditor");
      await enterCode(desk, "One-time code");
      await page.goto("/console/security");
      await row.getByRole("button", { name: "Unlink" }).click();
      await desk.confirm();
      await row.getByRole("button", { name: "Link", exact: true }).waitFor();
    },
  },
  {
    name: "a return that did not start in this window signs nobody in",
    who: null,
    look: zh,
    walk: async (desk) => {
      await desk.page.goto("/console/returned?state=made-up&ticket=ST-1");
      await desk.see("不是从本窗口出发的");
      await desk.press("改用密码登录");
      await desk.page.getByLabel("用户名", { exact: true }).waitFor();
    },
  },
]);
