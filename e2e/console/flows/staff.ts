/** Signing in: the way in, the refusals in words, the way out, and that no script holds the session. */
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { TOTP } from "otpauth";
import { openClient, plainTransport, take } from "../../people/client.ts";
import { demoStaff } from "../../people/staff.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import type { Desk } from "../desk.ts";
import { en, zh } from "../flow.ts";
import { deskFlows } from "../test.ts";

async function enter({ page }: Desk, username: string, password: string, labels: readonly [string, string, string]) {
  const [name, secret, code] = labels;
  await page.goto("/console/");
  await page.getByLabel(name, { exact: true }).fill(username);
  await page.getByLabel(secret, { exact: true }).fill(password);
  await page.getByLabel(code, { exact: true }).fill(new TOTP({ secret: demoStaff.totp }).generate());
}

const zhLabels = ["用户名", "密码", "动态码"] as const;
const enLabels = ["User name", "Password", "One-time code"] as const;

deskFlows([
  {
    name: "a wrong password is refused in words, and the one-time code is asked for again",
    who: null,
    look: zh,
    walk: async (desk) => {
      await enter(desk, "auditor", "wrong", zhLabels);
      await desk.press("登录");
      await desk.page.getByRole("alert").waitFor();
      assert.equal(await desk.page.getByLabel("动态码", { exact: true }).inputValue(), "");
    },
  },
  {
    name: "signing in by password and one-time code, reloading, signing out; no script can read the session",
    who: null,
    look: en,
    walk: async (desk) => {
      const { page } = desk;
      await enter(desk, "auditor", demoStaff.password, enLabels);
      await desk.press("Sign in");
      await desk.see("Auditor");
      await page.reload();
      await desk.see("Auditor");
      const stored = await page.evaluate<string>(
        "document.cookie + JSON.stringify({...localStorage, ...sessionStorage})",
      );
      assert.ok(!/gradphoto-staff/.test(stored), "a script can read the session");
      await page.getByRole("button", { name: /Auditor/ }).click();
      await page.getByText("Sign out").click();
      await desk.see("Sign in to the console");
      await page.reload();
      await desk.see("Sign in to the console");
    },
  },
  {
    name: "a desk that was left for two hours asks for the sign-in, says why, and is back on its page afterwards",
    who: null,
    look: en,
    walk: async ({ page, context, see, press, picture }, { product, url }) => {
      const value = randomBytes(32).toString("base64url");
      const tokenSha256 = createHash("sha256").update(value).digest("hex");
      await inProductDatabase(product, (database) =>
        database.query(
          `insert into sessions (token_sha256, staff_id, role, created_at, expires_at)
           select $1, id, role, now(), now() + interval '12 hours' from staff where username = 'auditor'`,
          [tokenSha256],
        ),
      );
      await context.addCookies([
        { name: "gradphoto-staff", value, url: `${url}/v1`, httpOnly: true, sameSite: "Strict" },
      ]);
      // A page that asks nothing by itself: what it shows goes with the session all the same.
      await page.clock.install();
      await page.goto("/console/retention");
      await page.getByRole("table").first().waitFor();
      await inProductDatabase(product, (database) =>
        database.query(
          "update sessions set created_at = now() - interval '121 minutes', last_seen_at = null where token_sha256 = $1",
          [tokenSha256],
        ),
      );
      await page.clock.fastForward("02:01:00");
      await see("nobody was here for two hours");
      await picture("signed-out-idle");
      // The code of now may be taken; the next one is as good.
      const oneTimeCode = new TOTP({ secret: demoStaff.totp }).generate({ timestamp: Date.now() + 30_000 });
      const typed = ["auditor", demoStaff.password, oneTimeCode];
      for (const [place, label] of enLabels.entries())
        await page.getByLabel(label, { exact: true }).fill(typed[place] ?? "");
      await press("Sign in");
      await page.getByRole("table").first().waitFor();
      assert.match(page.url(), /\/console\/retention$/);
    },
  },
  {
    name: "a desk that was left is told before it is signed out, and whoever touches it stays",
    who: "operator",
    look: zh,
    walk: async ({ page, see, picture }) => {
      await page.clock.install();
      await page.goto("/console/audit");
      await page.getByRole("table").first().waitFor();
      await page.clock.fastForward("01:56:00");
      await see("几分钟后会退出登录");
      await picture("signed-out-soon");
      const signInRequest = page.waitForRequest(
        (request) => request.url().endsWith("/v1/staff/account") && !("gradphoto-untouched" in request.headers()),
      );
      // At once, not at the next look of the clock. It runs on until it stops, and never back.
      await page.clock.pauseAt((await page.evaluate<number>("Date.now()")) + 30_000);
      await page.keyboard.press("Shift");
      await signInRequest;
      await page.getByText("几分钟后会退出登录").waitFor({ state: "detached" });
    },
  },
  {
    name: "a service out of reach is told as such and can be asked again; nobody is sent to sign in for it",
    // Not the auditor, who has just signed in: a one-time code counts once.
    who: "operator",
    look: zh,
    walk: async (desk) => {
      const { page } = desk;
      await page.route("**/v1/**", (route) => route.abort("connectionrefused"));
      await page.goto("/console/audit");
      await page.getByRole("alert").waitFor();
      assert.equal(await page.getByLabel("密码", { exact: true }).count(), 0);
      await page.unroute("**/v1/**");
      await page.getByRole("button", { name: /重试/ }).click();
      await page.getByRole("table").first().waitFor();
    },
  },
  {
    name: "an account of finance that one operator made opens once another has confirmed it, in the console",
    who: "operator-2",
    look: zh,
    walk: async (desk, { url, clientOf }) => {
      const operator = await clientOf("operator");
      const username = "new-finance";
      const body = { username, name: "测试新财务", role: "finance" } as const;
      const { initialPassword } = await take(operator.call("createStaff", { body }));
      const signIn = () =>
        openClient(url, plainTransport).call("staffSignIn", { body: { username, password: initialPassword } });
      const refused = await signIn();
      assert.equal(!refused.ok && refused.problem.code, "staff-unconfirmed");
      await desk.page.goto("/console/staff");
      const row = desk.page.getByRole("row").filter({ hasText: username });
      await row.getByText("等另一位运营管理员确认").waitFor();
      await desk.picture("staff-waiting");
      await row.getByRole("button", { name: /^确认$/ }).click();
      const question = desk.page.locator(".ant-popover:visible");
      await question.getByText("operator：新建账号").waitFor();
      await question.getByRole("button", { name: /确定/ }).click();
      await row.getByText("可登录").waitFor();
      assert.ok((await signIn()).ok, "a confirmed account does not open");
    },
  },
  {
    name: "who comes back is told what an operator changed on the account, until it was read; it stays listed",
    who: "operator-2",
    look: en,
    walk: async (desk, { clientOf }) => {
      const operator = await clientOf("operator");
      const { staff } = await take(operator.call("listStaff", { query: { text: "operator-2", limit: 10 } }));
      const [member] = staff;
      assert.ok(member);
      const body = { name: "测试运营管理员乙", role: "operator", schoolCode: null } as const;
      await take(operator.call("changeStaff", { params: { staffId: member.staffId }, body }));
      await desk.page.goto("/console/security");
      await desk.see("Something happened to your account");
      await desk.press("I have seen this");
      await desk.page.getByText("Something happened to your account").waitFor({ state: "detached" });
      await desk.page.getByRole("cell", { name: "Name changed" }).waitFor();
    },
  },
  {
    name: "a tab that was left becomes the console of whoever has signed in since, and keeps nothing of the one before",
    who: "operator",
    look: en,
    walk: async (desk, { url, clientOf }) => {
      const { page, context } = desk;
      await page.goto("/console/staff");
      await desk.see("reviewer-1");
      const value = (await clientOf("service")).token() ?? "";
      await context.addCookies([
        { name: "gradphoto-staff", value, url: `${url}/v1`, httpOnly: true, sameSite: "Strict" },
      ]);
      await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
      await desk.see(/Customer service/);
      await page.getByText("reviewer-1", { exact: true }).waitFor({ state: "detached" });
      assert.equal(await page.getByRole("button", { name: "More" }).count(), 0);
    },
  },
]);
