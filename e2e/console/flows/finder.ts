/** The finder behind Ctrl+K: pages, projects, schools, students and orders, limited to those that the role may open. */
import { expect } from "@playwright/test";
import type { Desk } from "../desk.ts";
import { en } from "../flow.ts";
import { orderNumberOf } from "../students.ts";
import { test } from "../test.ts";
import { passesAxe } from "../tour/tour.ts";

async function find({ page }: Desk, text: string): Promise<void> {
  // A finder that is still closing would receive the keys.
  await page.locator(".console-finder").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Ctrl K" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.locator(".console-finder input:focus").waitFor();
  await page.keyboard.type(text);
}

async function opened(desk: Desk): Promise<Desk> {
  await desk.page.goto("/console/security");
  await desk.see("登录与安全");
  return desk;
}

const option = ({ page }: Desk, name: string | RegExp) =>
  page.locator(".console-finder .ant-select-item-option").filter({ hasText: name }).first();

/** Presses Enter once the first option is this one. */
async function takeFirst({ page }: Desk, name: string): Promise<void> {
  await page
    .locator(".console-finder .ant-select-item-option-active")
    .filter({ hasText: name })
    .waitFor();
  await page.keyboard.press("Enter");
}

test("customer service finds a student from any page by phone number or the start of an id", async ({
  deskOf,
  setting,
}) => {
  const { person, collectionId } = await setting.addStudent();
  const desk = await deskOf("service");
  const { page } = desk;
  for (const text of [person.phone, collectionId.slice(0, 8)]) {
    await page.goto("/console/security");
    await desk.see("登录与安全");
    await find(desk, text);
    await takeFirst(desk, `查找学生：${text}`);
    await page.waitForURL(`**/console/service/${collectionId}`);
  }
  await find(desk, "00000000");
  await takeFirst(desk, "查找学生：00000000");
  await page.waitForURL("**/console/service");
  await page.locator(".ant-empty").waitFor();
  await find(desk, "");
  await page.keyboard.press("Escape");
  await page.locator(".console-finder").waitFor({ state: "hidden" });
});

test("a school finds one student by number or full name, from any page and from the page of a project", async ({
  deskOf,
  setting,
}) => {
  const { chsi } = await setting.addStudent();
  const desk = await deskOf("school-admin");
  const { page } = desk;
  const row = page.getByRole("row").filter({ hasText: chsi.name });
  for (const text of [chsi.studentNumber, chsi.name]) {
    await page.goto("/console/security");
    await desk.see("登录与安全");
    await find(desk, text);
    await takeFirst(desk, `查找学生：${text}`);
    await page.waitForURL("**/console/students");
    await row.filter({ hasText: text }).first().waitFor();
    expect(page.url()).not.toContain(chsi.studentNumber);
  }
  await passesAxe(desk);
  await row.first().getByRole("link").click();
  await page.getByRole("tab").first().waitFor();
  const field = page.getByLabel("学号或完整姓名");
  await field.fill("0000000000");
  await field.press("Enter");
  await desk.see(/没有找到：学号或姓名有误/);
  const service = await deskOf("service");
  await find(await opened(service), "测试查无此人");
  await takeFirst(service, "查找学生：测试查无此人");
  await service.see("按姓名查找要写完整姓名，并选院校：");
});

test("finance finds an order from any page by its number or the start of it", async ({
  deskOf,
  setting,
}) => {
  const number = await orderNumberOf(await setting.addStudent());
  const desk = await deskOf("finance-1");
  const { page } = desk;
  await page.goto("/console/security");
  await desk.see("登录与安全");
  for (const text of [number, number.slice(0, 8)]) {
    await find(desk, text);
    await page.getByLabel("页面、订单号").waitFor();
    await takeFirst(desk, `查找订单：${text}`);
    await page.waitForURL(`**/console/orders?text=${text}`);
    await page.getByRole("row", { name: new RegExp(number) }).waitFor();
  }
});

test("the finder lists pages, projects and schools by name, but only those that the role may open", async ({
  deskOf,
}) => {
  const desk = await deskOf("operator", en);
  const { page } = desk;
  await page.goto("/console/");
  await find(desk, "员工");
  await takeFirst(desk, "Staff");
  await page.waitForURL("**/console/staff");
  await find(desk, "暨南");
  await option(desk, /^\d{5} 暨南大学/).waitFor();
  await option(desk, /暨南大学 .* \d{4}/).click();
  await page.waitForURL(/\/console\/projects\/[0-9a-f-]{36}$/);
  const school = await deskOf("school-admin");
  await school.page.goto("/console/projects");
  await find(school, "院校");
  await option(school, "查找学生：院校").waitFor();
  await expect(school.page.locator(".console-finder .ant-select-item-option")).toHaveCount(1);
});
