/** Signing in and out, sessions that end, and changes of accounts. */
import { createHash, randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { TOTP } from "otpauth";
import { take } from "../../people/client.ts";
import { demoStaff } from "../../people/staff.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import type { Desk } from "../desk.ts";
import { en } from "../flow.ts";
import { test } from "../test.ts";

/** Fills in the form. `atMs` is a time whose one-time code is not used yet. */
async function fillSignIn({ page }: Desk, password: string, atMs = Date.now()): Promise<void> {
  await page.getByLabel("User name", { exact: true }).fill("auditor");
  await page.getByLabel("Password", { exact: true }).fill(password);
  const code = new TOTP({ secret: demoStaff.totp }).generate({ timestamp: atMs });
  await page.getByLabel("One-time code", { exact: true }).fill(code);
}

const sessionCookie = (value: string, url: string) => ({
  name: "gradphoto-staff",
  value,
  url: `${url}/v1`,
  httpOnly: true,
  sameSite: "Strict" as const,
});

test("a wrong password is refused, the session survives a reload, and sign-out ends it", async ({
  deskOf,
}) => {
  const desk = await deskOf(null, en);
  const { page } = desk;
  await page.goto("/console/");
  await fillSignIn(desk, "wrong");
  await desk.press("Sign in");
  await page.getByRole("alert").waitFor();
  expect(await page.getByLabel("One-time code", { exact: true }).inputValue()).toBe("");
  await fillSignIn(desk, demoStaff.password);
  await desk.press("Sign in");
  await desk.see("Auditor");
  await page.reload();
  await desk.see("Auditor");
  const readable = "document.cookie + JSON.stringify({...localStorage, ...sessionStorage})";
  expect(await page.evaluate<string>(readable)).not.toContain("gradphoto-staff");
  await page.getByRole("button", { name: /Auditor/ }).click();
  await page.getByText("Sign out").click();
  await desk.see("Sign in to the console");
  await page.reload();
  await desk.see("Sign in to the console");
});

test("the console asks for a new sign-in after two idle hours, and returns to the same page", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf(null, en);
  const { page, context } = desk;
  const value = randomBytes(32).toString("base64url");
  const tokenSha256 = createHash("sha256").update(value).digest("hex");
  await inProductDatabase(setting.product, (database) =>
    database.query(
      `insert into sessions (token_sha256, staff_id, role, created_at, expires_at)
       select $1, id, role, now(), now() + interval '12 hours' from staff where username = 'auditor'`,
      [tokenSha256],
    ),
  );
  await context.addCookies([sessionCookie(value, setting.url)]);
  // This page sends no requests by itself, but its content must disappear with the session.
  await page.clock.install();
  await page.goto("/console/retention");
  await page.getByRole("table").first().waitFor();
  await inProductDatabase(setting.product, (database) =>
    database.query(
      "update sessions set created_at = now() - interval '121 minutes', last_seen_at = null where token_sha256 = $1",
      [tokenSha256],
    ),
  );
  await page.clock.fastForward("02:01:00");
  await desk.see("nobody was here for two hours");
  await fillSignIn(desk, demoStaff.password, Date.now() + 30_000);
  await desk.press("Sign in");
  await page.getByRole("table").first().waitFor();
  expect(page.url()).toMatch(/\/console\/retention$/);
});

test("the console warns before it signs out an idle user, and a key press extends the session", async ({
  deskOf,
}) => {
  const desk = await deskOf("operator");
  const { page } = desk;
  await page.clock.install();
  await page.goto("/console/audit");
  await page.getByRole("table").first().waitFor();
  await page.clock.fastForward("01:56:00");
  await desk.see("几分钟后会退出登录");
  const keepsAlive = page.waitForRequest(
    (request) =>
      request.url().endsWith("/v1/staff/account") && !("gradphoto-untouched" in request.headers()),
  );
  // Input counts at once, not at the next check of the clock.
  await page.clock.pauseAt((await page.evaluate<number>("Date.now()")) + 30_000);
  await page.keyboard.press("Shift");
  await keepsAlive;
  await page.getByText("几分钟后会退出登录").waitFor({ state: "detached" });
});

test("an unreachable service is reported and can be retried without a new sign-in", async ({
  deskOf,
}) => {
  const { page } = await deskOf("operator");
  await page.route("**/v1/**", (route) => route.abort("connectionrefused"));
  await page.goto("/console/audit");
  await page.getByRole("alert").waitFor();
  expect(await page.getByLabel("密码", { exact: true }).count()).toBe(0);
  await page.unroute("**/v1/**");
  await page.getByRole("button", { name: /重试/ }).click();
  await page.getByRole("table").first().waitFor();
});

test("a finance account cannot sign in until a second operator confirms it in the list", async ({
  deskOf,
  setting,
}) => {
  const operator = await setting.clientOf("operator");
  const username = "new-finance";
  await take(
    operator.call("createStaff", { body: { username, name: "测试新财务", role: "finance" } }),
  );
  const { page } = await deskOf("operator-2");
  await page.goto("/console/staff");
  const row = page.getByRole("row").filter({ hasText: username });
  await row.getByText("等另一位运营管理员确认").waitFor();
  await row.getByRole("button", { name: /^确认$/ }).click();
  const question = page.locator(".ant-popover:visible");
  await question.getByText("operator：新建账号").waitFor();
  await question.getByRole("button", { name: /确定/ }).click();
  await row.getByText("可登录").waitFor();
});

test("a change of the user's own account is announced until the user acknowledges it", async ({
  deskOf,
  setting,
}) => {
  const operator = await setting.clientOf("operator");
  const { staff } = await take(
    operator.call("listStaff", { query: { text: "operator-2", limit: 10 } }),
  );
  const params = { staffId: staff[0]?.staffId ?? "" };
  const body = { name: "测试运营管理员乙", role: "operator", schoolCode: null } as const;
  await take(operator.call("changeStaff", { params, body }));
  const desk = await deskOf("operator-2", en);
  await desk.page.goto("/console/security");
  await desk.see("Something happened to your account");
  await desk.press("I have seen this");
  await desk.page.getByText("Something happened to your account").waitFor({ state: "detached" });
  await desk.page.getByRole("cell", { name: "Name changed" }).waitFor();
});

test("a tab displays nothing of the previous user after another has signed in", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("operator", en);
  const { page, context } = desk;
  await page.goto("/console/staff");
  await desk.see("reviewer-1");
  await context.addCookies([
    sessionCookie((await setting.clientOf("service")).token() ?? "", setting.url),
  ]);
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  await desk.see(/Customer service/);
  await page.getByText("reviewer-1", { exact: true }).waitFor({ state: "detached" });
  expect(await page.getByRole("button", { name: "More" }).count()).toBe(0);
});
