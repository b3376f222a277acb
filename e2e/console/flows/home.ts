/** The home page of each role with its figures, and the bell: pending work, with the links to it. */
import { routeDefinitions } from "@gradphoto/domain/routes";
import { expect } from "@playwright/test";
import { take } from "../../people/client.ts";
import { en } from "../flow.ts";
import { approve, orderNumberOf, orderOf } from "../students.ts";
import { test } from "../test.ts";
import { passesAxe } from "../tour/tour.ts";

test("an operator's home page and bell show the same count of pending work", async ({
  deskOf,
  setting,
}) => {
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

/** Figures, pending work and the first action on the home page of a role. */
const homes = [
  [
    "finance-1",
    ["今天收款", "今天退款", "等财务复核的退款", "未处理的对账差异"],
    "办理退款",
    "refunds",
  ],
  ["senior-reviewer", ["待抽查复核", "等复核员（申诉、转交）"], "抽查复核", "second-looks"],
  ["service", ["已过回访时间的工单", "今天要回访的工单"], "查找学生", "service"],
  [
    "school-admin",
    ["正在采集的项目", "未开始", "最先截止", "待确认的项目"],
    "采集项目",
    "projects",
  ],
  ["department-admin", ["正在采集的项目", "未开始"], "采集项目", "projects"],
  ["auditor", ["最近一次核对日志", "今天查看照片"], "核对日志", "audit"],
] as const;

for (const [username, figures, action, path] of homes)
  test(`${username} starts at a home page with the numbers of the role and its first action`, async ({
    deskOf,
  }) => {
    const desk = await deskOf(username);
    const { page } = desk;
    await page.goto("/console/");
    await page.waitForURL("**/console/home");
    for (const figure of figures) {
      const card = page.locator(".ant-statistic, .ant-card").filter({ hasText: figure });
      await card.locator(".ant-statistic-content, .ant-statistic-content-value").first().waitFor();
    }
    await passesAxe(desk);
    await page.getByRole("main").getByRole("link", { name: action, exact: true }).click();
    await page.waitForURL(`**/console/${path}`);
  });

test("an operator sees decisions and money of today, and an auditor the last check of the log", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addInReview();
  await approve(setting, student);
  const { page } = await deskOf("operator");
  const figure = (title: RegExp) => page.locator(".ant-statistic").filter({ hasText: title });
  await page.goto("/console/");
  await figure(/^今天收款/)
    .getByText(/^¥[1-9]/)
    .waitFor();
  await figure(/^今天审核/)
    .getByRole("link", { name: /^[1-9]/ })
    .click();
  await page.waitForURL(/\/decisions\?standing=counted&fromDay=/);
  const auditor = await deskOf("auditor");
  await auditor.page.goto("/console/audit");
  await auditor.press("核对完整性");
  await auditor.see(/日志完整，共 \d+ 条/);
  await auditor.page.goto("/console/home");
  await auditor.page.getByRole("link", { name: /日志完整：是$/ }).click();
  await auditor.page
    .getByRole("row", { name: /核对审计日志/ })
    .first()
    .waitFor();
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
  const terms = {
    ...like,
    category: "self-study",
    graduationYear: 2052,
    opensAt: inDays(-30),
    closesAt: inDays(5),
  };
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
