/** The first page of an operator, and the bell: pending work, with the links to it. */
import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect } from "@playwright/test";
import { take } from "../../people/client.ts";
import { en } from "../flow.ts";
import { orderNumberOf, orderOf } from "../students.ts";
import { test } from "../test.ts";

test("an operator's home page and bell show the same count of pending work", async ({ deskOf, setting }) => {
  await setting.addInReview();
  const desk = await deskOf("operator", { ...en, dark: true });
  const { page } = desk;
  await page.goto("/console/");
  await page.getByRole("heading", { name: "Today", level: 1 }).waitFor();
  const card = page.locator(".home-waiting .ant-card").filter({ hasText: "Photos to review" });
  const count = (await card.getByText(/^\d+$/).textContent()) ?? "";
  await page.getByRole("button", { name: /^Notifications/ }).click();
  const drawer = page.getByRole("dialog", { name: "Notifications" });
  const item = drawer.getByRole("listitem").filter({ hasText: "Photos to review" });
  await item.getByText(/Handled by others/).waitFor();
  await expect(item.locator("strong")).toHaveText(count);
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  await page.getByRole("link", { name: "System health" }).first().click();
  await page.getByRole("heading", { name: "System health", level: 1 }).waitFor();
});

test("a new refund adds to the bell of finance, which opens the refund by keyboard only", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addStudent();
  const number = await orderNumberOf(student);
  const { page } = await deskOf("finance-1");
  const quiet = page.getByRole("button", { name: "提醒，没有新增" });
  const drawer = page.getByRole("dialog", { name: "提醒" });
  await page.goto("/console/security");
  await page.getByRole("button", { name: /^提醒/ }).click();
  await drawer.waitFor();
  await page.keyboard.press("Escape");
  await quiet.waitFor();
  const service = await setting.clientOf("service");
  const params = { orderId: await orderOf(student) };
  await take(service.call("startRefund", { params, body: { reason: "学生不再需要" } }));
  await page.reload();
  await page.getByRole("button", { name: "提醒，新增 1 件" }).press("Enter");
  const link = drawer.getByRole("link", { name: /等财务复核的退款/ });
  await link.and(page.getByRole("link", { name: /新增 1/ })).waitFor();
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  await page.locator(".bell:focus").waitFor();
  await page.keyboard.press("Enter");
  await link.press("Enter");
  await page.waitForURL("**/refunds?state=waiting");
  await drawer.waitFor({ state: "detached" });
  await page.getByRole("row", { name: new RegExp(number) }).waitFor();
  await quiet.waitFor();
});

test("the bell of a school counts a project that closes soon once, not its students, and goes to zero", async ({
  deskOf,
  setting,
}) => {
  const operator = await setting.clientOf("operator");
  const { page } = await deskOf("school-admin");
  const bell = page.getByRole("button", { name: /^提醒/ });
  const quiet = page.getByRole("button", { name: "提醒，没有新增" });
  const drawer = page.getByRole("dialog", { name: "提醒" });
  await page.goto("/console/security");
  await bell.click();
  await drawer.waitFor();
  await page.keyboard.press("Escape");
  await quiet.waitFor();
  const query = { schoolCode: "10559", category: "bachelor", limit: 10 } as const;
  const [like] = (await take(operator.call("listProjects", { query }))).projects;
  const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  const terms = { ...like, category: "self-study", graduationYear: 2052, opensAt: inDays(-30), closesAt: inDays(5) };
  const created = await take(
    operator.call("createProject", { body: routeDefinitions.createProject.body.parse(terms) }),
  );
  const params = { projectId: created.projectId };
  await take(operator.call("confirmProject", { params }));
  const { version } = await take(operator.call("readExpectedNumbers", { params }));
  const numbers = [{ department: "", major: "", className: "", expected: 98 }];
  await take(operator.call("storeExpectedNumbers", { params, body: { numbers, version } }));
  await page.reload();
  await page.getByRole("button", { name: "提醒，新增 1 件" }).click();
  const item = drawer.getByRole("listitem").filter({ hasText: "自学考试 2052" });
  await item.getByText("新增", { exact: true }).waitFor();
  await expect(item.locator("strong")).toHaveText("98");
  expect(await item.getByText(/等待最久/).count()).toBe(0);
  await page.keyboard.press("Escape");
  await quiet.waitFor();
});

test("an auditor has no bell, as no pending work concerns auditors", async ({ deskOf }) => {
  const { page } = await deskOf("auditor");
  await page.goto("/console/audit");
  await page.getByRole("button", { name: /查找/ }).waitFor();
  expect(await page.getByRole("button", { name: /提醒/ }).count()).toBe(0);
});
