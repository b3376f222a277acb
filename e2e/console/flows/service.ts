/** Customer service: search and verification of a caller, history, and actions. */
import { randomUUID } from "node:crypto";
import { beijingTime } from "@gradphoto/domain";
import { expect } from "@playwright/test";
import { take } from "../../people/client.ts";
import type { OutsideWorld } from "../../people/outside-world.ts";
import { badPhoto } from "../../people/photos.ts";
import type { ShootingStudent } from "../../people/shooting-student.ts";
import { findProject, lastFourOf } from "../../people/student.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { en } from "../flow.ts";
import { act, openCollection, search } from "../service-desk.ts";
import { orderNumberOf, read } from "../students.ts";
import { test } from "../test.ts";

/** Starts a second collection, as a postgraduate. Returns its id. */
async function startSecond(
  world: OutsideWorld,
  { client, person }: ShootingStudent,
): Promise<string> {
  const { chsi } = await findProject({ client, person }, world, {
    query: "jndx",
    category: "graduate",
  });
  const text = await world.codeText({ studentId: chsi.id });
  const { readingId } = await take(client.call("readCode", { body: { text } }));
  await take(client.call("verifyCode", { body: { readingId, lastFour: lastFourOf(chsi) } }));
  const start = { body: { readingId, noPhotoYet: true as const }, idempotencyKey: randomUUID() };
  return (await take(client.call("startCollection", start))).collectionId;
}

test("one search field finds a caller, and no number appears in the address", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addStudent();
  const desk = await deskOf("service");
  const { page } = desk;
  await page.goto("/console/service");
  const focused = page.locator(".service-search input:focus");
  await focused.waitFor();
  for (const text of [student.person.phone, await orderNumberOf(student)]) {
    await search(desk, text);
    await page.waitForURL(`**/service/${student.collectionId}`);
    await page.locator(".service-line").first().waitFor();
    expect(page.url()).not.toContain(text);
  }
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("/");
  await focused.waitFor();
  await page.keyboard.type("no such number");
  await page.keyboard.press("Enter");
  await desk.see("没有找到");
  const second = await startSecond(setting.world, student);
  await search(desk, student.person.phone);
  await desk.see("找到 2 个采集");
  await page.locator(`a[href$="/service/${second}"]`).click();
  await page.locator(".service-line").first().waitFor();
  await page.getByRole("link", { name: "返回查找" }).click();
  await desk.see("找到 2 个采集");
});

test("the history of a student displays a refused photo with its advice and pictures", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addStudent();
  const { call } = student.client;
  const params = { collectionId: student.collectionId };
  const source = { source: "camera" as const };
  const upload = { params, query: source, picture: badPhoto(), idempotencyKey: randomUUID() };
  const { attemptId } = await take(call("uploadAttempt", upload));
  const { findings } = await waitUntil(
    "the refused photo",
    () => take(call("readAttempt", { params: { ...params, attemptId } })),
    ({ state }) => state === "refused",
  );
  const failed = findings.find(({ verdict }) => verdict === "fail");
  if (!failed) throw new Error("The refused photo has no failed finding");
  const desk = await deskOf("service");
  const { page } = desk;
  await openCollection(desk, student);
  for (const text of ["第 1 次拍摄：未通过", "微信支付到账", `怎么做：${failed.advice.zh}`])
    await desk.see(text);
  const matter = page.locator(".service-matter", { hasText: failed.title.zh }).first();
  await expect(matter.getByText(failed.message.zh)).toBeHidden();
  await matter.getByText("详情", { exact: true }).click();
  await matter.getByText(failed.message.zh).waitFor();
  const lines = await page.locator(".service-line time").all();
  const times = await Promise.all(lines.map((line) => line.getAttribute("datetime")));
  expect(times).toEqual([...times].sort().reverse());
  const viewPhoto = page
    .locator(".service-line", { hasText: "第 1 次拍摄" })
    .getByRole("button", { name: "查看照片" })
    .first();
  await viewPhoto.click();
  const drawer = page.getByRole("dialog");
  await drawer.locator(".service-plane img").first().waitFor();
  await drawer.getByRole("button", { name: new RegExp(failed.title.zh) }).click();
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });
  await viewPhoto.and(page.locator(":focus")).waitFor();
  await page.reload();
  await desk.see("查看第 1 次拍摄的照片（客服）");
  await page.getByRole("button", { name: /^照片 1/ }).click();
  await expect(page.locator(".service-line")).toHaveCount(1);
});

test("four digits verify a caller, and the full number is displayed only for a reason", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addStudent();
  const { phone } = student.person;
  const desk = await deskOf("service");
  const { page } = desk;
  const body = page.locator("body");
  await openCollection(desk, student);
  const lastFour = page.getByLabel("手机号后四位");
  await lastFour.fill(phone.endsWith("0000") ? "0001" : "0000");
  await page.keyboard.press("Enter");
  await desk.see("不符。请来电人再说一次");
  await lastFour.fill(phone.slice(-4));
  await page.keyboard.press("Enter");
  await desk.see("相符，是登记的手机号。");
  await page.locator(".service-kind-phone", { hasText: "核对来电人手机尾号：相符" }).waitFor();
  await expect(body).not.toContainText(phone);
  await desk.press("显示手机号");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("给学生回电").click();
  await dialog.getByRole("button", { name: "显示手机号" }).click();
  const grouped = phone.replace(/^(...)(....)(....)$/, "$1 $2 $3");
  await desk.see(grouped);
  await page.locator(".service-kind-phone", { hasText: "查看手机号（给学生回电）" }).waitFor();
  await page.reload();
  await page.locator(".service-line").first().waitFor();
  await expect(body).not.toContainText(grouped);
});

test("customer service withdraws a submission and allows a data correction, each with a reason", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addInReview();
  const desk = await deskOf("service", { ...en, dark: true });
  await openCollection(desk, student);
  await desk.see("Review expected by");
  await act(desk, "Withdraw the submission", "The student wants another photo");
  await desk.see("Withdrawn. The student can now change the photo");
  await desk.see("Nothing is in review, so there is nothing to withdraw");
  const withdraw = desk.page
    .locator(".service-actions")
    .getByRole("button", { name: "Withdraw the submission" });
  await expect(withdraw).toBeDisabled();
  await act(desk, "Allow data correction", "The major is wrong at CHSI");
  await desk.see("Allowed since");
  await desk.see("The major is wrong at CHSI");
  const { state, correctionOpenedAt } = await read(student);
  expect([state, correctionOpenedAt !== null]).toEqual(["ready", true]);
});

test("a refund above the limit of customer service waits for finance, with a message", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addStudent();
  const desk = await deskOf("service");
  await openCollection(desk, student);
  await desk.see("超过您可单独退款的额度，需财务同意");
  await act(desk, "发起退款", "学生不再需要");
  await desk.see("退款：待复核。");
  await desk.see("这笔订单已有退款在处理");
});

test("a note starts from a canned answer, is edited, and appears in the history", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addStudent();
  const desk = await deskOf("service", en);
  const { page } = desk;
  await openCollection(desk, student);
  await page.locator(".service-actions").getByRole("button", { name: "Add a note" }).click();
  const dialog = page.getByRole("dialog");
  const note = dialog.locator("textarea");
  await note.and(page.locator(":focus")).waitFor();
  await dialog.getByLabel("Use a canned answer").click();
  await page.locator(".ant-select-dropdown:visible").getByText("Call back").click();
  const text = "Promised to call back within one working day.";
  await expect(note).toHaveValue(text);
  await note.fill(`${text} After four o'clock.`);
  await page.locator(".ant-select-dropdown").waitFor({ state: "hidden" });
  await dialog.getByRole("button", { name: "Add a note" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.locator(".service-kind-note", { hasText: "After four o'clock." }).waitFor();
});

test("a case is opened, postponed, transferred, and closed", async ({ deskOf, setting }) => {
  const colleague = (statement: string) =>
    inProductDatabase(setting.product, (database) =>
      database.query(statement, ["senior-reviewer"]),
    );
  await colleague(
    "insert into staff_posts (id, staff_id, role, added_at) select gen_random_uuid(), id, 'service', now() from staff where username = $1",
  );
  const student = await setting.addStudent();
  const question = `问照片几时能下载 ${student.collectionId.slice(0, 8)}`;
  const desk = await deskOf("service");
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await openCollection(desk, student);
  await desk.see("暂无待办工单。");
  await desk.press("登记工单");
  await dialog.getByLabel("来电事由").fill(question);
  await page.keyboard.press("Escape");
  await desk.see("放弃已填写的内容？");
  await desk.press("继续填写");
  await page.locator(".ant-modal-confirm").waitFor({ state: "detached" });
  await expect(dialog.getByLabel("来电事由")).toHaveValue(question);
  await dialog.getByText("明天 18:00 前").click();
  await dialog.getByRole("button", { name: "登记工单" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.goto("/console/service-cases");
  await page
    .getByRole("row", { name: new RegExp(question) })
    .getByText(question)
    .click();
  await page.waitForURL(`**/service/${student.collectionId}`);
  const card = page.locator(".service-case", { hasText: question });
  await card.getByRole("button", { name: "改时间" }).click();
  const later = `${beijingTime(new Date(Date.now() + 3 * 86_400_000).toISOString()).slice(0, 10)} 10:30`;
  await dialog.getByRole("radio", { name: "另选时间" }).and(page.locator(":focus")).waitFor();
  const time = dialog.getByRole("textbox", { name: "另选时间" });
  await time.click();
  await time.fill(later);
  await page.locator(".ant-picker-ok:visible").getByRole("button").click();
  await dialog.getByRole("button", { name: "改时间" }).click();
  await dialog.waitFor({ state: "hidden" });
  await card.getByText(later).waitFor();
  await card.getByRole("button", { name: /^转交$/ }).click();
  await dialog.getByText("转交后由对方负责").waitFor();
  await dialog.getByRole("combobox").click();
  await page.locator(".ant-select-item-option").first().click();
  await dialog.locator("textarea").fill("请接手");
  await dialog.getByRole("button", { name: /^转交$/ }).click();
  await dialog.waitFor({ state: "hidden" });
  await card.getByText("请接手").waitFor();
  await card.getByRole("button", { name: /^办结$/ }).click();
  await desk.confirm();
  await desk.see("已办结 1 单");
  await desk.see("暂无待办工单。");
  await colleague(
    "delete from staff_posts where staff_id = (select id from staff where username = $1)",
  );
});
