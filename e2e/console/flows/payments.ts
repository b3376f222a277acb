/** Finance's day: refunds that take two, the ledger behind them, invoices, lists as files. */
import assert from "node:assert/strict";
import { differenceKinds } from "@gradphoto/domain";
import { refusal, take } from "../../people/client.ts";
import type { Desk } from "../desk.ts";
import { exportedLines } from "../exported-lines.ts";
import { en, zh } from "../flow.ts";
import { numbersOf, orderOf, reaches, refundInVain } from "../students.ts";
import { deskFlows } from "../test.ts";

const rowOf = ({ page }: Desk, number: string) => page.getByRole("row", { name: new RegExp(number) });

/** Answers the question beside a button. */
const sure = ({ page }: Desk): Promise<void> =>
  page
    .locator(".ant-popover:visible")
    .getByRole("button", { name: /^(确定|OK)$/ })
    .click();

/** On the list of refunds, until it is no longer among those to decide. */
async function decline(desk: Desk, number: string, reason: string): Promise<void> {
  await rowOf(desk, number).getByRole("button", { name: "Decline" }).click();
  const dialog = desk.page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: "Decline" }).click();
  await rowOf(desk, number).waitFor({ state: "detached" });
}

deskFlows([
  {
    name: "a refund above one person's limit is started by one of finance and decided by another, never by the same",
    who: "finance-1",
    look: zh,
    walk: async (desk, { addStudent, desks, clientOf }) => {
      const student = await addStudent();
      const { ours: local } = await numbersOf(student);
      const { page } = desk;
      await page.goto("/console/orders?state=paid");
      await rowOf(desk, local)
        .getByRole("button", { name: /^退款$/ })
        .click();
      await page.getByRole("dialog").getByLabel("原因").fill("付款后发现学校不对");
      await desk.answer(/^退款$/);
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await page.goto("/console/refunds?state=waiting");
      await rowOf(desk, local).getByText("由另一位财务复核").waitFor();
      const own = await clientOf("finance-1");
      const { refunds } = await take(own.call("listRefunds", { query: { state: "waiting", limit: 100 } }));
      const refund = refunds.find(({ outTradeNo }) => outTradeNo === local);
      assert.ok(refund, "the refund does not wait");
      const params = { refundId: refund.refundId };
      await refusal(
        own.call("confirmRefund", { params, body: { outcome: { decision: "confirm" } } }),
        "refund-needs-second-person",
      );
      const second = await desks.open("finance-2", zh);
      await second.page.goto("/console/refunds?state=waiting");
      for (const reported of ["暨南大学", /^测\*+ \*+\d{3}$/, "发起：财务 测试财务一 · finance-1"])
        await rowOf(second, local).getByText(reported).first().waitFor();
      await rowOf(second, local)
        .getByRole("button", { name: /^同意$/ })
        .click();
      await sure(second);
      await reaches(student, "refunded");
      await second.page.goto("/console/refunds?state=succeeded");
      await rowOf(second, local).getByText("复核：测试财务二 · finance-2").waitFor();
      await second.context.close();
    },
  },
  {
    name: "a refund that is declined gives the student back their collection, with nothing moved in the ledger",
    who: "finance-2",
    look: en,
    walk: async (desk, { addStudent, clientOf }) => {
      const student = await addStudent();
      const { ours: local } = await numbersOf(student);
      const service = await clientOf("service");
      const refundRequest = { params: { orderId: await orderOf(student) }, body: { reason: "打错电话" } };
      await take(service.call("startRefund", refundRequest));
      await desk.page.goto("/console/refunds?state=waiting");
      await decline(desk, local, "It was a wrong number");
      await reaches(student, "paid");
      await desk.page.goto("/console/ledger");
      await desk.page.locator(".ant-statistic").filter({ hasText: "Total" }).getByText("¥0.00").waitFor();
      assert.equal(await rowOf(desk, local).count(), 2, "a payment is two entries");
    },
  },
  {
    name: "a refund that a student asked for is declined with a reason the student reads, and started when they ask anew",
    who: "finance-1",
    look: en,
    walk: async (desk, { addStudent, clientOf }) => {
      const student = await addStudent();
      const { ours: local } = await numbersOf(student);
      const refundRequest = { params: { orderId: await orderOf(student) }, body: { reason: "不参加了" } };
      await take(student.client.call("requestRefund", refundRequest));
      const { page } = desk;
      await page.goto("/console/refunds?state=requested");
      await decline(desk, local, "Please ask your school first");
      const { refunds } = await take(student.client.call("requestRefund", refundRequest));
      const [declined, anew] = refunds;
      assert.equal(declined?.declineReason, "Please ask your school first");
      await page.reload();
      await rowOf(desk, local).getByRole("button", { name: "Refund", exact: true }).click();
      await page.getByRole("dialog").getByLabel("Reason").fill("The school agrees");
      await desk.answer(/^Refund$/);
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      const second = await clientOf("finance-2");
      const params = { refundId: anew?.refundId ?? "" };
      await take(second.call("confirmRefund", { params, body: { outcome: { decision: "confirm" } } }));
      await reaches(student, "refunded");
    },
  },
  {
    name: "an invoice that a student asked for is made out, its number noted once and corrected, and its PDF put there and taken",
    who: "finance-1",
    look: en,
    walk: async (desk, { addStudent, clientOf }) => {
      const student = await addStudent();
      const { ours: local } = await numbersOf(student);
      const visible = local.slice(0, 8);
      const params = { orderId: await orderOf(student) };
      await take(student.client.call("requestInvoice", { params, body: { title: "测试", email: "test@example.com" } }));
      const { page } = desk;
      await page.goto("/console/invoices?state=open");
      await rowOf(desk, visible).getByRole("button", { name: "Enter number" }).click();
      await page.getByRole("dialog").getByLabel("Invoice number").fill("00000001");
      await desk.answer("Save");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await page.goto("/console/invoices?state=issued");
      await rowOf(desk, visible).getByText("00000001").waitFor();
      const finance = await clientOf("finance-1");
      const { invoices } = await take(finance.call("listInvoiceRequests", { query: { state: "issued", limit: 100 } }));
      const invoiceId = invoices.find(({ outTradeNo }) => outTradeNo === local)?.invoiceId ?? "";
      const again = { params: { invoiceId }, body: { invoiceNumber: "00000002" } };
      await refusal(finance.call("issueInvoice", again), "invoice-issued");
      await rowOf(desk, visible).getByRole("button", { name: "Correct number" }).click();
      await page.getByRole("dialog").getByLabel("Invoice number").fill("00000003");
      await desk.answer("Save");
      await rowOf(desk, visible).getByText("00000003").waitFor();
      const file = { name: "invoice.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n") };
      await rowOf(desk, visible)
        .locator("input[type=file]")
        .setInputFiles({ ...file, buffer: Buffer.from("<html>") });
      await desk.see("An invoice is a PDF. Please choose another file.");
      await rowOf(desk, visible).locator("input[type=file]").setInputFiles(file);
      await rowOf(desk, visible).getByText("Replace PDF").waitFor();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        rowOf(desk, visible).getByRole("link", { name: "Download PDF" }).click(),
      ]);
      assert.equal(download.suggestedFilename(), "发票-00000003.pdf");
      const { orders } = await take(
        student.client.call("readCollectionOrders", { params: { collectionId: student.collectionId } }),
      );
      assert.ok(orders.some(({ hasInvoiceFile }) => hasInvoiceFile));
    },
  },
  {
    name: "the orders that are shown come as a file with the fee in yuan",
    who: "finance-1",
    look: zh,
    walk: async (desk, { addStudent }) => {
      const { ours: local } = await numbersOf(await addStudent());
      const { page } = desk;
      await page.goto("/console/orders?state=paid");
      await rowOf(desk, local).waitFor();
      const line = (await exportedLines(desk, "导出订单")).find((one) => one.includes(local));
      assert.ok(line?.split(",").includes("25"), `the fee is not in ${line}`);
    },
  },
  {
    name: "a refund that the provider closed says so and leads to its order, where it can be started again",
    who: "finance-1",
    look: zh,
    walk: async (desk, setting) => {
      const student = await setting.addStudent();
      const { ours: local } = await numbersOf(student);
      await refundInVain(setting, student);
      const { page } = desk;
      await page.goto("/console/refunds?state=closed");
      await rowOf(desk, local).getByText("支付平台关闭了这笔退款，款项没有退回。").waitFor();
      await rowOf(desk, local).getByRole("link", { name: "到订单重新退款" }).click();
      await page.waitForURL(`**/console/orders?text=${local}`);
      await rowOf(desk, local)
        .getByRole("button", { name: /^退款$/ })
        .click();
      await page.getByRole("dialog").getByLabel("原因").waitFor();
    },
  },
  {
    name: "a refund whose money did not go back is a difference of its day, whose bill is still to come, opened by keyboard and settled with a note",
    who: "finance-1",
    look: zh,
    walk: async (desk, setting) => {
      const student = await setting.addStudent();
      const { ours: local } = await numbersOf(student);
      await refundInVain(setting, student);
      const { page } = desk;
      await page.goto("/console/bills");
      const today = page.getByRole("row").filter({ hasText: "有差异" }).first();
      // Its bill comes tomorrow: nothing is told of it yet.
      await today.getByText("待下载账单").waitFor();
      await today.getByText(differenceKinds["refund-closed"].zh).waitFor();
      assert.equal(await today.getByRole("cell", { name: "—", exact: true }).count(), 4);
      await today.focus();
      await page.keyboard.press("Enter");
      const drawer = page.getByRole("dialog");
      const line = drawer.getByRole("row", { name: new RegExp(local) });
      await line.getByText(differenceKinds["refund-closed"].zh).waitFor();
      await desk.picture("bill-day");
      await line.getByRole("button", { name: /^处理$/ }).click();
      await page.getByLabel("怎样处理的").fill("已在商户平台改为线下退款");
      await page.getByRole("dialog").last().getByRole("button", { name: /保存/ }).click();
      await line.getByText("已在商户平台改为线下退款").waitFor();
    },
  },
]);
