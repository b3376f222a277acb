/** A school's progress against what it expects: numbers by department and class, and its own list, which stays in the browser. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Download, Request } from "@playwright/test";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { en, zh } from "../flow.ts";
import { read } from "../students.ts";
import { deskFlows } from "../test.ts";
import { workbookOf } from "../workbook.ts";

const thisYear = new Date().getUTCFullYear();

const bachelorRow = ({ page }: Desk) =>
  page
    .getByRole("row")
    .filter({ hasText: /普通本科|Regular undergraduate/ })
    .filter({ has: page.getByRole("cell", { name: String(thisYear), exact: true }) })
    .first();

async function openProgress(desk: Desk): Promise<void> {
  await desk.page.goto("/console/projects");
  await bachelorRow(desk)
    .getByRole("button", { name: /^(进度|Progress)$/ })
    .click();
  await desk.page.getByRole("tab").first().waitFor();
}

async function linesOf(download: Promise<Download>): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-own-list-"));
  try {
    const file = join(folder, "list.csv");
    await (await download).saveAs(file);
    return readFileSync(file, "utf8").trim().split("\r\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The figure that stands under this title. */
const figure = ({ page }: Desk, title: string) =>
  page
    .locator(".ant-statistic", { has: page.getByText(title, { exact: true }) })
    .locator(".ant-statistic-content-value")
    .filter({ visible: true })
    .first();

const shows = async (desk: Desk, title: string, wanted: string): Promise<void> => {
  await waitUntil(
    `${title} ${wanted}`,
    async () => (await figure(desk, title).textContent())?.replaceAll(",", "") ?? "",
    (text) => text === wanted,
  );
};

const listed = 20_000;

deskFlows([
  {
    name: "expected numbers are pasted from a sheet, what is not clear is told by line, and they stand beside who has begun everywhere",
    who: "school-admin",
    look: zh,
    walk: async (desk, { addStudent }) => {
      const { student } = await read(await addStudent());
      const department = student.department ?? "";
      const className = student.className ?? "";
      assert.ok(department !== "" && className !== "", "the student is in no class");
      const { page } = desk;
      await openProgress(desk);
      await desk.press(/应采人数$/);
      const text = page.getByRole("textbox", { name: "表格内容" });
      // It opens once it is known what stands in it.
      await text.and(page.locator(":focus")).waitFor();
      await text.fill(`院系\t班级\t人数\n${department}\t${className}\t若干\n测试学院\t\t30\n合计\t\t70\n`);
      await desk.see("有 1 行无法识别，请改正或删去后再保存");
      await desk.see("合计、小计 1 行未计入");
      const save = page.getByRole("button", { name: "保存应采人数" });
      assert.ok(await save.isDisabled(), "numbers that are not clear can be saved");
      await text.fill(`${department}\t${className}\t4000\n测试学院\t\t30\n`);
      await desk.see("第一行不是列名。请在下面选择各列是什么，或在第一行写上列名。");
      for (const [column, holds] of [
        [1, "院系"],
        [2, "班级"],
        [3, "应采人数"],
      ] as const) {
        await page
          .getByRole("dialog")
          .getByLabel(new RegExp(`^第 ${column} 列`))
          .click();
        await page.locator(".ant-select-dropdown:visible").getByText(holds, { exact: true }).click();
      }
      await desk.see("读到 2 行，应采共 4030 人");
      await desk.picture("expected-columns");
      await text.fill(`院系\t班级\t人数\n${department}\t${className}\t4000\n${department}\t\t4000\n`);
      await desk.see(/的人数会重复计算/);
      await text.fill(`院系\t班级\t人数\n${department}\t${className}\t4000\n测试学院\t\t30\n`);
      await desk.see("读到 2 行，应采共 4030 人");
      await desk.picture("expected-dialog");
      await save.click();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await shows(desk, "应采", "4030");
      const started = Number((await figure(desk, "已开始").textContent()) ?? "");
      assert.ok(started > 0);
      await shows(desk, "未开始", String(4030 - started));
      await desk.picture("expected-overview");
      await page.getByRole("tab", { name: "分组统计" }).click();
      const nobody = page.getByRole("row", { name: /^测试学院 30 0 0 30/ });
      await nobody.waitFor();
      await desk.picture("expected-departments");
      const lines = await Promise.all([page.waitForEvent("download"), desk.press("下载本表（CSV）")]).then(([file]) =>
        linesOf(Promise.resolve(file)),
      );
      assert.equal(lines[0]?.replace("\ufeff", ""), "院系,应采,已开始,已完成,未开始");
      assert.ok(lines.includes("测试学院,30,0,0,30"), lines.join("\n"));
      await page.locator(".ant-segmented").getByText("班级", { exact: true }).click();
      await page.getByRole("row").filter({ hasText: className }).filter({ hasText: "4,000" }).waitFor();
      await page.goto("/console/projects");
      await bachelorRow(desk)
        .getByRole("cell", { name: /^4,?030$/ })
        .waitFor();
      await openProgress(desk);
      await desk.press("修改应采人数");
      await waitUntil(
        "the numbers that were kept",
        () => page.getByRole("textbox", { name: "表格内容" }).inputValue(),
        (stored) => stored.includes("测试学院\t\t\t30"),
      );
    },
  },
  {
    name: "the school's own list is compared within its browser: who has not begun is told, and not a byte of the list leaves",
    who: "school-admin",
    look: zh,
    walk: async (desk, { addStudent }) => {
      const begun = [await addStudent(), await addStudent()].map(({ chsi }) => chsi.studentNumber);
      const { page, context } = desk;
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await openProgress(desk);
      await page.getByRole("tab", { name: "未开始名单" }).click();
      await desk.see("名单只在这台电脑的浏览器里比对，不上传，也不保存；离开本页即清除。");
      const others = Array.from({ length: listed }, (_, at) => String(9_900_000_000 + at));
      const sent: Request[] = [];
      context.on("request", (request) => sent.push(request));
      await page.locator("input[type=file]").setInputFiles({
        name: "毕业生名单.xlsx",
        mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        buffer: workbookOf([
          ["学号", "姓名", "班级"],
          ...begun.map((number) => [number, "名单甲", "名单一班"]),
          ...others.map((number) => [number, "名单乙", "名单二班"]),
          ["9.9E+09", "名单丙", "名单三班"],
        ]),
      });
      await shows(desk, "名单人数", String(listed + 3));
      await shows(desk, "未开始", String(listed));
      await shows(desk, "无法识别", "1");
      await desk.see(/后几位丢失/);
      await desk.picture("own-list");
      await desk.press("复制未开始名单");
      await desk.see(`已复制 ${listed} 行`);
      const copied = await page.evaluate<string>("navigator.clipboard.readText()");
      assert.ok(copied.startsWith("学号\t姓名\t班级") && !copied.includes(begun[0] ?? ""));
      const lines = await Promise.all([page.waitForEvent("download"), desk.press("下载未开始名单（CSV）")]).then(
        ([file]) => linesOf(Promise.resolve(file)),
      );
      assert.equal(lines.length, listed + 1);
      assert.ok(lines.includes("9900000000,名单乙,名单二班"));
      const requests = sent.filter((request) => !request.url().startsWith("blob:"));
      assert.ok(
        requests.some((request) => request.url().includes("/started-numbers")),
        "nobody asked who has begun",
      );
      const marks = [...begun, "99000", "名单", "毕业生"];
      for (const request of requests) {
        assert.equal(request.method(), "GET", `${request.method()} ${request.url()}`);
        assert.equal(request.postDataBuffer(), null, `${request.url()} has a body`);
        const message = decodeURIComponent(request.url()) + JSON.stringify(request.headers());
        for (const mark of marks) assert.ok(!message.includes(mark), `${mark} left the page with ${request.url()}`);
      }
    },
  },
  {
    name: "a file that is no list is told for what it is, and another takes its place",
    who: "school-admin",
    look: en,
    walk: async (desk, { addStudent }) => {
      const { chsi } = await addStudent();
      const { page } = desk;
      await openProgress(desk);
      await page.getByRole("tab", { name: "Not started" }).click();
      const choose = (name: string, text: string | Buffer): Promise<void> =>
        page
          .locator("input[type=file]")
          .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });
      await choose("list.xls", "<html><table><tr><td>学号</td></tr></table></html>");
      await desk.see(/a web page in fact/);
      await choose("list.xlsx", workbookOf([["学号"]]).subarray(0, 200));
      await desk.see(/is broken and cannot be read/);
      await choose("list.csv", "student number,name\nunknown,a\n");
      await shows(desk, "Not understood", "1");
      assert.equal(await page.getByText(/^Everybody on the list/).count(), 0, "nobody knows who has started");
      await desk.press("Another list");
      await choose("list.csv", `student,remark\n${chsi.studentNumber},a\n9900000001,b\n`);
      await desk.see("No column is called “Student number”; please choose it");
      await page.getByLabel("Column of student numbers").click();
      await page.locator(".ant-select-dropdown:visible").getByText("Column 1 · student", { exact: true }).click();
      await shows(desk, "Not started", "1");
      await page.getByRole("cell", { name: "9900000001" }).waitFor();
      await desk.picture("own-list-en");
    },
  },
]);
