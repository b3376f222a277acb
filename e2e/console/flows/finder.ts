/** Ctrl+K leads anywhere the role may go. */
import assert from "node:assert/strict";
import type { Desk } from "../desk.ts";
import { en, zh } from "../flow.ts";
import { numbersOf } from "../students.ts";
import { deskFlows } from "../test.ts";

async function openFinder({ page }: Desk): Promise<void> {
  // One that is just closing would hear the keys.
  await page.locator(".console-finder").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Ctrl K" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.locator(".console-finder input:focus").waitFor();
}

const option = ({ page }: Desk, name: string | RegExp) =>
  page.locator(".console-finder .ant-select-item-option").filter({ hasText: name }).first();

/** What Enter takes: what was typed has been looked for, and this is the first that was found. */
const first = ({ page }: Desk, name: string) =>
  page.locator(".console-finder .ant-select-item-option-active").filter({ hasText: name });

deskFlows([
  {
    name: "a student is found from any page by the phone that they read out",
    who: "service",
    look: zh,
    walk: async (desk, { addStudent }) => {
      const { page } = desk;
      const { person, collectionId } = await addStudent();
      await page.goto("/console/security");
      await desk.see("登录与安全");
      await openFinder(desk);
      await page.keyboard.type(person.phone);
      await first(desk, `查找学生：${person.phone}`).waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/console/service/${collectionId}`);
      await page.goto("/console/security");
      await openFinder(desk);
      const begun = collectionId.slice(0, 8);
      await page.keyboard.type(begun);
      await first(desk, `查找学生：${begun}`).waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/console/service/${collectionId}`);
      await openFinder(desk);
      await page.keyboard.type("00000000");
      await first(desk, "查找学生：00000000").waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL("**/console/service");
      await page.locator(".ant-empty").waitFor();
      await openFinder(desk);
      await page.keyboard.press("Escape");
      await page.locator(".console-finder").waitFor({ state: "hidden" });
    },
  },
  {
    name: "finance finds an order from any page by its number, whole or as a list shows it",
    who: "finance-1",
    look: zh,
    walk: async (desk, { addStudent }) => {
      const { page } = desk;
      const { ours: own } = await numbersOf(await addStudent());
      await page.goto("/console/security");
      await desk.see("登录与安全");
      await openFinder(desk);
      await page.getByLabel("页面、订单号").waitFor();
      await page.keyboard.type(own);
      await first(desk, `查找订单：${own}`).waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/console/orders?text=${own}`);
      await page.getByRole("row", { name: new RegExp(own) }).waitFor();
      const begun = own.slice(0, 8);
      await openFinder(desk);
      await page.keyboard.type(begun);
      await first(desk, `查找订单：${begun}`).waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/console/orders?text=${begun}`);
      await page.getByRole("row", { name: new RegExp(own) }).waitFor();
    },
  },
  {
    name: "an operator goes to a page by its name in either language, and to a project or a school by theirs",
    who: "operator",
    look: en,
    walk: async (desk) => {
      const { page } = desk;
      await page.goto("/console/");
      await openFinder(desk);
      await page.keyboard.type("员工");
      await first(desk, "Staff").waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL("**/console/staff");
      await openFinder(desk);
      await page.keyboard.type("暨南");
      await option(desk, /暨南大学 .* \d{4}/).waitFor();
      await option(desk, /^\d{5} 暨南大学/).waitFor();
      await desk.picture("finder");
      await option(desk, /暨南大学 .* \d{4}/).click();
      await page.waitForURL(/\/console\/projects\/[0-9a-f-]{36}$/);
    },
  },
  {
    name: "nobody is led to a page of another role",
    who: "school-admin",
    look: zh,
    walk: async (desk) => {
      const { page } = desk;
      await page.goto("/console/projects");
      await openFinder(desk);
      await option(desk, "采集项目").waitFor();
      await page.keyboard.type("员工");
      await desk.see("没有匹配的结果");
      assert.equal(await page.locator(".console-finder .ant-select-item-option").count(), 0);
    },
  },
]);
