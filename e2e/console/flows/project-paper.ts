/** Exports and prints of a project: finished photos, the report, posters, and on-site days. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { errors } from "@gradphoto/domain";
import { expect } from "@playwright/test";
import { openClient, take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import type { ShootingStudent } from "../../people/shooting-student.ts";
import { today, tokenInUrl, usualProjectId } from "../../people/site-day.ts";
import { root } from "../../product/start-product.ts";
import { openPhones } from "../../student/phone.ts";
import { signIn } from "../../student/walk.ts";
import type { Desk } from "../desk.ts";
import { linesOf, type TakenFile } from "../downloaded-file.ts";
import { type Setting, zh } from "../flow.ts";
import {
  dialogButton,
  openDialog,
  openTab,
  openThisYear,
  rowOfThisYear,
  takeList,
  takeZip,
} from "../project-page.ts";
import { addCompleted, movePerson } from "../students.ts";
import { test } from "../test.ts";
import { passesAxe } from "../tour/tour.ts";

/** Returns the names of the files in a ZIP of fewer than 65,535 files, from its directory. */
function namesIn({ bytes }: TakenFile): readonly string[] {
  const end = bytes.length - 22;
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    const nameAt = at + 46;
    const nameEnd = nameAt + bytes.readUInt16LE(at + 28);
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    return bytes.toString("utf8", nameAt, nameEnd);
  });
}

async function addCompletedIn(
  setting: Setting,
  department: string,
  className: string,
): Promise<ShootingStudent> {
  const student = await addCompleted(setting);
  await movePerson(setting, student, department, className);
  return student;
}

/** Clicks the last button of this name, because the cross of the dialog has the same name. */
const close = (desk: Desk): Promise<void> =>
  dialogButton(desk, /^关闭$/)
    .last()
    .click();

test("a school exports photos as a ZIP with the selected names, together with their list", async ({
  deskOf,
  setting,
}) => {
  const { chsi } = await addCompleted(setting);
  const desk = await deskOf("school-admin");
  const { page } = desk;
  await openThisYear(desk);
  await openDialog(desk);
  await desk.choose("照片命名", "学号-姓名");
  await desk.choose("文件夹", "按院系、专业、班级");
  const zip = await takeZip(desk);
  expect(zip.name).toMatch(/^毕业证照-暨南大学-普通本科-\d{4}-证照压缩包-\d{8}-\d{4}\.zip$/);
  const names = namesIn(zip);
  const own = names.find((name) => name.endsWith(`/${chsi.studentNumber}-${chsi.name}.jpg`)) ?? "";
  expect(own).toMatch(/^[^/]+\/[^/]+\/[^/]+\/[^/]+\.jpg$/);
  await desk.see("里面只有照片");
  const [heading, ...lines] = linesOf(await takeList(desk, "CSV"));
  expect(heading).toMatch(/^文件名,学号,姓名,/);
  expect(lines.map((line) => line.split(",")[0])).toEqual(names);
  await close(desk);
  await openDialog(desk);
  const dialog = page.getByRole("dialog");
  for (const choice of ["学号-姓名", "按院系、专业、班级"])
    await dialog.getByText(choice, { exact: true }).waitFor();
  await page.goto("/console/exports");
  const row = page.getByRole("row", { name: /证照压缩包/ }).first();
  await row.getByText(/^暨南大学 普通本科 \d{4}$/).waitFor();
  await row.getByRole("button", { name: "照片清单" }).click();
  await page.getByRole("button", { name: "名单 DBF" }).waitFor();
});

test("a school exports the photos of one class, and later only the new ones", async ({
  deskOf,
  setting,
}) => {
  await addCompletedIn(setting, "新增学院", "新增班");
  const desk = await deskOf("school-admin");
  const { page } = desk;
  const begin = async (): Promise<void> => {
    await openThisYear(desk);
    await desk.choose("导出院系", "新增学院");
    await desk.choose("导出班级", "新增班");
    await openDialog(desk);
  };
  await begin();
  await page.getByRole("radio", { name: "全部（1 张）" }).waitFor();
  expect((await takeZip(desk)).name).toMatch(/-新增学院-新增班-证照压缩包-/);
  await close(desk);
  await openDialog(desk);
  await page
    .getByRole("radio", { name: /^全部/, checked: true })
    .and(page.locator(":focus"))
    .waitFor();
  await page.getByRole("radio", { name: "上次导出后新增（0 张）" }).check();
  await dialogButton(desk, "导出 ZIP").click();
  await desk.see(errors["export-nothing-new"].zh);
  const { chsi } = await addCompletedIn(setting, "新增学院", "新增班");
  await begin();
  await page.getByRole("radio", { name: "上次导出后新增（1 张）" }).check();
  const names = namesIn(await takeZip(desk));
  expect(names).toHaveLength(1);
  expect(names[0]).toContain(chsi.studentNumber);
  const { chsi: last } = await addCompletedIn(setting, "新增学院", "新增班");
  await page.goto("/console/projects");
  await rowOfThisYear(desk).getByRole("button", { name: /更多/ }).click();
  await page.getByRole("menuitem", { name: "导出新增证照" }).click();
  await page.getByRole("radio", { name: /^上次导出后新增/, checked: true }).waitFor();
  expect(namesIn(await takeZip(desk)).join()).toContain(last.studentNumber);
});

const pxPerMm = 96 / 25.4;

test("a school prints photos by class, in their file's size or as one inch", async ({
  deskOf,
  setting,
}) => {
  const [named, nameless] = [
    await addCompleted(setting),
    await addCompletedIn(setting, "测试学院", ""),
  ];
  const desk = await deskOf("school-admin");
  const { page } = desk;
  await openThisYear(desk);
  await desk.press("打印照片");
  const photoOf = ({ chsi }: ShootingStudent) =>
    page.locator(".print-photo", { hasText: chsi.studentNumber });
  const expectSize = async (widthMm: number, heightMm: number): Promise<void> => {
    const box = await photoOf(named).locator("img").boundingBox();
    expect(Math.abs((box?.width ?? 0) / pxPerMm - widthMm)).toBeLessThan(0.3);
    expect(Math.abs((box?.height ?? 0) / pxPerMm - heightMm)).toBeLessThan(0.3);
  };
  await photoOf(named).waitFor();
  await expectSize(40.64, 54.19);
  await page.getByText("一寸 26.3 × 35.0 毫米").click();
  await expectSize(26.3, 35);
  await page.emulateMedia({ media: "print" });
  for (const part of [".console-header", "nav", "h1", ".print-choices"])
    expect(await page.locator(part).first().isVisible()).toBe(false);
  expect(await photoOf(named).isVisible()).toBe(true);
  await page.emulateMedia({ media: "screen" });
  await page.getByLabel("班级", { exact: true }).click();
  await page
    .locator(".ant-select-dropdown:visible")
    .getByText(/未注明班级$/)
    .click();
  await photoOf(named).waitFor({ state: "detached" });
  await photoOf(nameless).waitFor();
  await expect(page.locator(".print-photo")).toHaveCount(1);
});

test("the printed report counts departments and times, and contains no names", async ({
  deskOf,
  setting,
}) => {
  await setting.addInReview();
  const desk = await deskOf("school-admin");
  const { page } = desk;
  await openThisYear(desk);
  await desk.press("采集报告");
  await page.getByRole("row", { name: /^从第一次提交到审核结论/ }).waitFor();
  await page.getByRole("row", { name: /^合计 / }).waitFor();
  const text = (await page.locator(".print-report :is(td, th)").allTextContents()).join(" ");
  expect(text).not.toMatch(/测\*|\d{8}/);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".console-header")).toBeHidden();
  await expect(page.locator(".print-report")).toBeVisible();
});

test("the poster of a project fits on one sheet, and its code leads a student to the project", async ({
  deskOf,
  setting,
}) => {
  await setting.addStudent();
  const desk = await deskOf("school-admin");
  const { page } = desk;
  await page.goto(`/console/projects/${await usualProjectId(await setting.clientOf("operator"))}`);
  await setting.world.control("POST", "/faults", {
    target: "wechat-code",
    kind: "quota-used-up",
    times: 1,
  });
  await desk.press("入口海报");
  const poster = page.locator(".print-poster");
  await desk.see("暂时没有从微信取得小程序码");
  await desk.press("再取一次");
  await poster.getByRole("img", { name: "小程序码" }).waitFor();
  await poster.getByText("不穿蓝色").waitFor();
  await page.getByLabel("院系", { exact: true }).click();
  const options = page.locator(".ant-select-dropdown:visible .ant-select-item-option");
  // The first option is all departments; students without one have no poster.
  const department = options.filter({ hasNotText: "未注明" }).nth(1);
  const name = (await department.textContent()) ?? "";
  await department.click();
  await poster.getByText(name, { exact: true }).waitFor();
  const link = (await page.locator(".console-qr").getAttribute("data-address")) ?? "";
  expect(link).toMatch(/\/entry\/start\/index\?scene=p%3D/);
  await desk.see(/\/entry\/start\/index\?scene=s%3D10559/);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载小程序码" }).first().click();
  expect((await download).suggestedFilename()).toMatch(/^小程序码-暨南大学-普通本科-\d{4}\.png$/);
  await passesAxe(desk);
  await page.emulateMedia({ media: "print" });
  for (const part of [".console-header", "h1", ".print-choices"])
    expect(await page.locator(part).first().isVisible()).toBe(false);
  const sheets = (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g);
  expect(sheets).toHaveLength(1);
  const portrait = new Uint8Array(await goodPhoto().arrayBuffer());
  const phones = await openPhones(setting.url, portrait, join(root, "out", "e2e-console-work"));
  try {
    const phone = await phones.open(zh);
    await signIn(phone, setting.world, link.slice(new URL(link).origin.length));
    const category = phone.page.getByRole("button", { name: "普通本科", pressed: true });
    await category.filter({ visible: true }).first().waitFor();
    await expect(phone.page.locator("#school:visible")).toHaveValue("暨南大学");
  } finally {
    await phones.close();
  }
});

test("a school opens an on-site day, sees its codes once, prints a poster, and ends the day", async ({
  deskOf,
  setting,
}) => {
  const desk = await deskOf("school-admin");
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await page.goto(`/console/projects/${await usualProjectId(await setting.clientOf("operator"))}`);
  await openTab(desk, "现场拍摄");
  await desk.press("新建拍摄日");
  await expect(dialog.getByLabel("日期（北京时间）")).toHaveValue(today());
  await dialog.getByRole("button", { name: "新建拍摄日" }).click();
  await desk.see("只显示这一次");
  const codes = page.locator(".console-qr");
  await expect(codes).toHaveCount(2);
  const [shooting = "", queue = ""] = await Promise.all(
    (await codes.all()).map((code) => code.getAttribute("data-address")),
  ).then((addresses) => addresses.map((address) => address ?? ""));
  expect(shooting).toMatch(/pages\/site\/index#link=/);
  expect(queue).toMatch(/pages\/queue\/index#link=/);
  await take(
    openClient(setting.url).call("takeTicket", {
      body: { token: tokenInUrl(queue), ticketKey: randomUUID() },
    }),
  );
  await passesAxe(desk);
  await desk.press("完成");
  const row = page.getByRole("row", { name: today() }).first();
  await row.getByText("进行中").waitFor();
  await passesAxe(desk);
  await row.getByRole("button", { name: "排号海报" }).click();
  await desk.see("用手机扫码取号");
  await passesAxe(desk);
  await page.goBack();
  await openTab(desk, "现场拍摄");
  await row.getByText("等候 1").waitFor();
  await row.getByRole("button", { name: "清空排队" }).click();
  await desk.see("正在等候的号全部作废");
  await desk.confirm();
  await row.getByText("等候 0").waitFor();
  await row.getByRole("button", { name: /^结束$/ }).click();
  await desk.confirm();
  await row.getByText("已结束").waitFor();
});
