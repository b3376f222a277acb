import { expect, test } from "vitest";
import { isRefusal } from "../core/call.ts";
import { accepted } from "../testing/calls.ts";
import { openPayWorld } from "./testing/pay-world.ts";

const world = await openPayWorld();
const { addStudent, addPaid, start, handlers } = world;

type Student = Awaited<ReturnType<typeof addStudent>>;
const receipt = ({ call }: Pick<Student, "call">, orderId: string, language: "zh" | "en" = "zh") =>
  handlers.downloadReceipt({ params: { orderId }, query: { language } }, call);

test("the receipt of a paid order is a PDF in the student's language, named by the order number", async () => {
  const student = await addPaid();
  const { orderId, outTradeNo } = student.order;
  const zh = accepted(await receipt(student, orderId));
  expect(zh).toMatchObject({ mediaType: "application/pdf", fileName: `收据-${outTradeNo}.pdf` });
  expect(Buffer.from(zh.bytes).toString("latin1")).toMatch(/^%PDF-1\.4[\s\S]*%%EOF\n$/);
  const en = accepted(await receipt(student, orderId, "en"));
  expect(en.fileName).toBe(`receipt-${outTradeNo}.pdf`);
  expect(Buffer.from(en.bytes).equals(Buffer.from(zh.bytes))).toBe(false);
});

test("refuses a receipt before payment, and to any other student", async () => {
  const waiting = await addStudent();
  const { order } = await start(waiting);
  expect(await receipt(waiting, order.orderId)).toMatchObject({ refused: "order-not-paid" });
  const paid = await addPaid();
  expect(await receipt(waiting, paid.order.orderId)).toMatchObject({ refused: "not-found" });
  expect(isRefusal(await receipt(paid, paid.order.orderId))).toBe(false);
});
