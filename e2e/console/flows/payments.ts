/** Finance: refunds that take two people, the ledger, bills and differences, orders, invoices, and income. */
import { beijingDay, differenceKinds } from "@gradphoto/domain";
import { expect } from "@playwright/test";
import { take } from "../../people/client.ts";
import { addBilledMonth } from "../billed-days.ts";
import type { Desk } from "../desk.ts";
import { exportedLines, takenFile } from "../downloaded-file.ts";
import { en } from "../flow.ts";
import { orderNumberOf, orderOf, reaches, read, refundInVain } from "../students.ts";
import { test } from "../test.ts";

const rowOf = ({ page }: Desk, number: string) =>
  page.getByRole("row", { name: new RegExp(number) });

async function startRefund(
  desk: Desk,
  number: string,
  [button, label]: readonly [string, string],
  reason: string,
) {
  const dialog = desk.page.getByRole("dialog");
  await rowOf(desk, number).getByRole("button", { name: button, exact: true }).click();
  await dialog.getByLabel(label).fill(reason);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

test("one person starts a refund above the limit, and another confirms it", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addStudent();
  const number = await orderNumberOf(student);
  const desk = await deskOf("finance-1");
  await desk.page.goto("/console/orders?state=paid");
  await startRefund(desk, number, ["退款", "原因"], "付款后发现学校不对");
  await desk.page.goto("/console/refunds?state=waiting");
  await rowOf(desk, number).getByText("由另一位财务复核").waitFor();
  const second = await deskOf("finance-2");
  await second.page.goto("/console/refunds?state=waiting");
  const row = rowOf(second, number);
  const started = row.getByRole("listitem").filter({ hasText: /^发起 \d{4}-\d\d-\d\d \d\d:\d\d/ });
  await started.getByText("财务 测试财务一 · finance-1").waitFor();
  for (const text of ["暨南大学", /^测\*+ \*+\d{3}$/]) await row.getByText(text).first().waitFor();
  await row.getByRole("button", { name: /^同意$/ }).click();
  await second.confirm();
  await reaches(student, "refunded");
  await second.page.goto("/console/refunds");
  await second.page.getByRole("tab", { name: /^已退款 \d+$/ }).click();
  await second.page.waitForURL("**/refunds?state=succeeded");
  const steps = row.getByRole("listitem");
  await expect(steps).toHaveText([
    /^发起 /,
    /^复核同意 .+测试财务二 · finance-2$/,
    /^支付平台受理 /,
    /^已退款 /,
  ]);
});

test("finance declines a student's refund request with a reason, and starts a repeated one", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addStudent();
  const number = await orderNumberOf(student);
  const request = async () => {
    const params = { orderId: await orderOf(student) };
    return (
      await take(student.client.call("requestRefund", { params, body: { reason: "不参加了" } }))
    ).refunds;
  };
  await request();
  const desk = await deskOf("finance-1", en);
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await page.goto("/console/refunds?state=requested");
  await rowOf(desk, number).getByRole("button", { name: "Decline" }).click();
  await dialog.getByLabel("Reason").fill("Please ask your school first");
  await dialog.getByRole("button", { name: "Decline" }).click();
  await rowOf(desk, number).waitFor({ state: "detached" });
  await page.goto("/console/ledger");
  await page.getByText(/^Fee income ¥[\d,.]+ credit$/).waitFor();
  // A payment has two ledger entries.
  await expect(rowOf(desk, number)).toHaveCount(2);
  const [declined] = await request();
  expect(declined?.declineReason).toBe("Please ask your school first");
  await page.goto("/console/refunds?state=requested");
  await startRefund(desk, number, ["Refund", "Reason"], "The school agrees");
  await rowOf(desk, number).waitFor({ state: "detached" });
});

test("finance enters an invoice number, corrects it, and uploads a PDF that can be downloaded", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addStudent();
  const number = (await orderNumberOf(student)).slice(0, 8);
  const params = { orderId: await orderOf(student) };
  await take(
    student.client.call("requestInvoice", {
      params,
      body: { title: "测试", email: "test@example.com" },
    }),
  );
  const desk = await deskOf("finance-1", en);
  const { page } = desk;
  const row = rowOf(desk, number);
  const enter = async (button: string, invoiceNumber: string): Promise<void> => {
    await row.getByRole("button", { name: button }).click();
    await page.getByRole("dialog").getByLabel("Invoice number").fill(invoiceNumber);
    await desk.answer("Save");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  };
  await page.goto("/console/invoices?state=open");
  await enter("Enter number", "00000001");
  await page.goto("/console/invoices?state=issued");
  await row.getByText("00000001").waitFor();
  await enter("Correct number", "00000003");
  await row.getByText("00000003").waitFor();
  const chooseFile = (text: string): Promise<void> =>
    row.locator("input[type=file]").setInputFiles({
      name: "invoice.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from(text),
    });
  await chooseFile("<html>");
  await desk.see("An invoice is a PDF. Please choose another file.");
  await chooseFile("%PDF-1.7\n");
  await row.getByText("Replace PDF").waitFor();
  const file = await takenFile(desk, () => row.getByRole("link", { name: "Download PDF" }).click());
  expect(file.name).toBe("发票-00000003.pdf");
});

test("a refund closed by the payment provider becomes a difference, which finance settles with a note", async ({
  deskOf,
  setting,
}) => {
  const student = await setting.addStudent();
  const number = await orderNumberOf(student);
  await refundInVain(setting, student);
  const desk = await deskOf("finance-1");
  const { page } = desk;
  await page.goto("/console/refunds?state=closed");
  await rowOf(desk, number).getByText("支付平台关闭了这笔退款，款项没有退回。").waitFor();
  await rowOf(desk, number).getByRole("link", { name: "到订单重新退款" }).click();
  await page.waitForURL(`**/console/orders?text=${number}`);
  await rowOf(desk, number)
    .getByRole("button", { name: /^退款$/ })
    .waitFor();
  await page.goto("/console/bills");
  const today = page.getByRole("row").filter({ hasText: "有差异" }).first();
  const kind = differenceKinds["refund-closed"].zh;
  // The bill of the day is available tomorrow, so there are no sums yet.
  await today.getByText("待下载账单").waitFor();
  await today.getByText(kind).waitFor();
  await expect(today.getByRole("cell", { name: "—", exact: true })).toHaveCount(4);
  await today.focus();
  await page.keyboard.press("Enter");
  const line = page.getByRole("dialog").getByRole("row", { name: new RegExp(number) });
  await line.getByText(kind).waitFor();
  await line.getByRole("button", { name: /^处理$/ }).click();
  await page.getByLabel("怎样处理的").fill("已在商户平台改为线下退款");
  await page.getByRole("dialog").last().getByRole("button", { name: /保存/ }).click();
  await line.getByText("已在商户平台改为线下退款").waitFor();
});

test("finance finds orders with their totals by number and school, but not by part of a school name", async ({
  deskOf,
  setting,
}) => {
  const number = await orderNumberOf(await setting.addStudent());
  const desk = await deskOf("finance-1");
  const { page } = desk;
  const find = async (label: string, text: string): Promise<void> => {
    await page.getByLabel(label).fill(text);
    await page.getByLabel(label).press("Enter");
    await page.waitForURL((url) => [...url.searchParams.values()].includes(text));
  };
  await page.goto("/console/orders");
  await page.getByRole("table").waitFor();
  await find("订单号", number);
  await desk.see("已支付 1 笔");
  await rowOf(desk, number).getByText("暨南大学").waitFor();
  const today = beijingDay(Date.now());
  await page.goto(`/console/orders?fromDay=${today}&untilDay=${today}&schoolCode=10559`);
  await desk.see(/^已支付 [1-9]\d* 笔/);
  await rowOf(desk, number).waitFor();
  await find("院校代码", "99902");
  await desk.see("已支付 0 笔");
  await desk.see("没有符合条件的记录");
  await find("院校代码", "中山");
  await desk.see(
    "“中山”不是院校代码或全称，或有不止一所院校同名。请填写 5 位院校代码，或院校全称。",
  );
  await page.getByText("已支付 0 笔").waitFor({ state: "detached" });
});

test("the income of a school is listed by month, exported, and printed", async ({
  deskOf,
  setting,
}) => {
  const { project } = await read(await setting.addStudent());
  await addBilledMonth(setting, project.projectId);
  const days = "fromDay=2026-05-01&untilDay=2026-06-01";
  const desk = await deskOf("finance-1");
  const { page } = desk;
  await page.goto(`/console/income?${days}`);
  const cells = page.getByRole("row", { name: /^2026-05/ }).getByRole("cell");
  await cells.first().waitFor();
  const sums = ["40", "¥1,000.00", "3", "¥75.00", "¥5.55", "¥919.45"];
  expect((await cells.allTextContents()).slice(3)).toEqual(sums);
  await desk.see("填写院校代码或全称、选好起止日期后，可以打印该校的结算单。");
  const lines = await exportedLines(desk, "导出收入");
  expect(lines.filter((line) => line.endsWith(",40,1000,3,75,5.55,919.45"))).toHaveLength(1);
  await page.goto(`/console/income/settlement?${days}`);
  await page.getByRole("link", { name: "请先在收入页填好院校（代码或全称）和起止日期" }).click();
  await page.getByLabel("院校代码").fill("10559");
  await page.getByLabel("院校代码").press("Enter");
  await page.getByRole("link", { name: "打印结算单（10559）" }).click();
  await page.getByRole("heading", { name: "暨南大学 · 毕业证照采集结算单" }).waitFor();
  await desk.see("结算期间：2026-05-01 至 2026-06-01");
  await expect(page.locator(".print-report tfoot td").last()).toHaveText("¥919.45");
  await page.emulateMedia({ media: "print" });
  for (const part of [".console-header", "nav", "h1"])
    expect(await page.locator(part).first().isVisible()).toBe(false);
});
