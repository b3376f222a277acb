/** The school's own list of students, which the browser compares with those who have started. */
import { expect, type Request } from "@playwright/test";
import { strToU8, zipSync } from "fflate";
import type { Desk } from "../desk.ts";
import { linesOf, takenFile } from "../downloaded-file.ts";
import { en } from "../flow.ts";
import { openTab, openThisYear, shows } from "../project-page.ts";
import { test } from "../test.ts";

/** Builds a workbook in the format that a school's software writes. */
function workbookOf(rows: readonly (readonly string[])[]): Buffer {
  const cellOf = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = rows.map((cells) => `<row>${cells.map(cellOf).join("")}</row>`).join("");
  const files = {
    "xl/workbook.xml":
      '<workbook xmlns:r="r"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)]))),
  );
}

const chooseList = ({ page }: Desk, name: string, content: string | Buffer): Promise<void> =>
  page
    .locator("input[type=file]")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });

test("the school's own list is compared in the browser, and no byte of it is sent", async ({
  deskOf,
  setting,
}) => {
  const begun = [await setting.addStudent(), await setting.addStudent()].map(
    ({ chsi }) => chsi.studentNumber,
  );
  const others = Array.from({ length: 2000 }, (_, at) => String(9_900_000_000 + at));
  const desk = await deskOf("school-admin");
  const { page, context } = desk;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openThisYear(desk);
  await openTab(desk, "未开始名单");
  await desk.see("名单只在这台电脑的浏览器里比对，不上传，也不保存；离开本页即清除。");
  const sent: Request[] = [];
  context.on("request", (request) => sent.push(request));
  const rows = [
    ...begun.map((number) => [number, "名单甲", "名单一班"]),
    ...others.map((number) => [number, "名单乙", "名单二班"]),
  ];
  await chooseList(
    desk,
    "毕业生名单.xlsx",
    workbookOf([["学号", "姓名", "班级"], ...rows, ["9.9E+09", "名单丙", "名单三班"]]),
  );
  await shows(desk, "名单人数", "2,003");
  await shows(desk, "未开始", "2,000");
  await shows(desk, "无法识别", "1");
  await desk.see(/后几位丢失/);
  await desk.press("复制未开始名单");
  await desk.see("已复制 2000 行");
  const copied = await page.evaluate<string>("navigator.clipboard.readText()");
  expect(copied).toMatch(/^学号\t姓名\t班级/);
  expect(copied).not.toContain(begun[0]);
  const lines = linesOf(await takenFile(desk, () => desk.press("下载未开始名单（CSV）")));
  expect(lines).toHaveLength(2001);
  expect(lines).toContain("9900000000,名单乙,名单二班");
  const requests = sent.filter((request) => !request.url().startsWith("blob:"));
  expect(requests.some((request) => request.url().includes("/started-numbers"))).toBe(true);
  for (const request of requests) {
    expect([request.method(), request.postDataBuffer()]).toEqual(["GET", null]);
    const message = decodeURIComponent(request.url()) + JSON.stringify(request.headers());
    for (const mark of [...begun, "99000", "名单", "毕业生"]) expect(message).not.toContain(mark);
  }
});

test("a file that is not a list is reported, and the user selects a column that has no name", async ({
  deskOf,
  setting,
}) => {
  const { chsi } = await setting.addStudent();
  const desk = await deskOf("school-admin", en);
  const { page } = desk;
  await openThisYear(desk);
  await openTab(desk, "Not started");
  await chooseList(desk, "list.xls", "<html><table><tr><td>学号</td></tr></table></html>");
  await desk.see(/a web page in fact/);
  await chooseList(desk, "list.csv", "student number,name\nunknown,a\n");
  await shows(desk, "Not understood", "1");
  expect(await page.getByText(/^Everybody on the list/).count()).toBe(0);
  await desk.press("Another list");
  await chooseList(desk, "list.csv", `student,remark\n${chsi.studentNumber},a\n9900000001,b\n`);
  await desk.see("No column is called “Student number”; please choose it");
  await page.getByLabel("Column of student numbers").click();
  await page
    .locator(".ant-select-dropdown:visible")
    .getByText("Column 1 · student", { exact: true })
    .click();
  await shows(desk, "Not started", "1");
  await page.getByRole("cell", { name: "9900000001" }).waitFor();
  await desk.press("Another list");
  await page
    .getByLabel(/^Or paste student numbers/)
    .fill(`${chsi.studentNumber}\n9900000002\n9900000003\n`);
  await desk.press("Compare");
  await shows(desk, "Not started", "2");
  await page.getByRole("cell", { name: "9900000003" }).waitFor();
});
