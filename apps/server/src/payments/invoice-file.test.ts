import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { doomedObjects } from "../infra/db/schema/index.ts";
import { accepted, staffCall } from "../testing/calls.ts";
import { openPayWorld } from "./testing/pay-world.ts";

const world = await openPayWorld();
const { db, pool, addPaid, handlers, readOrder } = world;
const finance = staffCall(randomUUID(), "finance");
const pdf = (words: string) => Buffer.from(`%PDF-1.7\n${words}`);

const give = (invoiceId: string, picture: Uint8Array) =>
  handlers.giveInvoiceFile({ params: { invoiceId }, receivePicture: async () => picture }, finance);
const issue = (invoiceId: string) =>
  handlers.issueInvoice(
    { params: { invoiceId }, body: { invoiceNumber: "26112000000000000001" } },
    finance,
  );

/** Creates a student who has paid and requested an invoice. */
async function requestPath() {
  const student = await addPaid();
  const { orderId } = student.order;
  const body = { title: "测试公司", email: "test@example.org" };
  accepted(await handlers.requestInvoice({ params: { orderId }, body }, student.call));
  const query = { state: "open", limit: 100 } as const;
  const { invoices } = accepted(await handlers.listInvoiceRequests({ query }, finance));
  const invoiceId = invoices.find((invoice) => invoice.orderId === orderId)?.invoiceId ?? "";
  const download = () => handlers.downloadInvoice({ params: { orderId } }, student.call);
  return { student, orderId, invoiceId, download };
}

test("finance uploads the PDF of an issued invoice, and only its student can download it", async () => {
  const { student, orderId, invoiceId, download } = await requestPath();
  expect(await give(invoiceId, pdf("1"))).toMatchObject({ refused: "invoice-not-issued" });
  accepted(await issue(invoiceId));
  expect(await readOrder(student, orderId)).toMatchObject({
    invoiceNumber: "26112000000000000001",
    hasInvoiceFile: false,
  });
  expect(await download()).toMatchObject({ refused: "invoice-not-there" });
  expect(await give(invoiceId, pdf("1"))).toMatchObject({ hasFile: true });
  expect(await readOrder(student, orderId)).toMatchObject({ hasInvoiceFile: true });
  const { bytes, ...file } = accepted(await download());
  expect(file).toEqual({ mediaType: "application/pdf", fileName: "发票-26112000000000000001.pdf" });
  expect(pdf("1").equals(bytes)).toBe(true);
  const stranger = await addPaid();
  expect(await handlers.downloadInvoice({ params: { orderId } }, stranger.call)).toMatchObject({
    refused: "not-found",
  });
  const { rows } = await pool.query(
    "select details from audit_entries where action = 'invoice-file-uploaded'",
  );
  expect(rows).toEqual([{ details: { invoiceId } }]);
});

test("finance downloads the uploaded PDF, named by the invoice number", async () => {
  const { invoiceId } = await requestPath();
  const take = (id: string) => handlers.takeInvoiceFile({ params: { invoiceId: id } }, finance);
  accepted(await issue(invoiceId));
  expect(await take(invoiceId)).toMatchObject({ refused: "invoice-not-there" });
  await give(invoiceId, pdf("1"));
  const { bytes, ...file } = accepted(await take(invoiceId));
  expect(file).toEqual({ mediaType: "application/pdf", fileName: "发票-26112000000000000001.pdf" });
  expect(pdf("1").equals(bytes)).toBe(true);
  expect(await take(randomUUID())).toMatchObject({ refused: "not-found" });
});

test("finance corrects an invoice number; the student sees the new one, and the audit log records both", async () => {
  const { student, orderId, invoiceId } = await requestPath();
  const correct = () =>
    handlers.correctInvoiceNumber(
      { params: { invoiceId }, body: { invoiceNumber: "26112000000000000002" } },
      finance,
    );
  expect(await correct()).toMatchObject({ refused: "invoice-not-issued" });
  accepted(await issue(invoiceId));
  expect(await correct()).toMatchObject({ invoiceNumber: "26112000000000000002" });
  expect(await readOrder(student, orderId)).toMatchObject({
    invoiceNumber: "26112000000000000002",
  });
  const { rows } = await pool.query(
    "select action, details->>'invoiceNumber' as number from audit_entries where details->>'invoiceId' = $1 order by action",
    [invoiceId],
  );
  expect(rows).toEqual([
    { action: "invoice-issued", number: "26112000000000000001" },
    { action: "invoice-number-corrected", number: "26112000000000000002" },
  ]);
});

test("replaces the invoice file with a newer upload and schedules the old one for deletion", async () => {
  const { invoiceId, download } = await requestPath();
  accepted(await issue(invoiceId));
  await give(invoiceId, pdf("wrong"));
  const doomed = await db.$count(doomedObjects);
  await give(invoiceId, pdf("right"));
  expect(await db.$count(doomedObjects)).toBe(doomed + 1);
  expect(pdf("right").equals(accepted(await download()).bytes)).toBe(true);
});

test("refuses an invoice file that is not a PDF, and stores nothing of it", async () => {
  const { invoiceId } = await requestPath();
  accepted(await issue(invoiceId));
  const previous = await db.$count(doomedObjects);
  expect(await give(invoiceId, Buffer.from("<html>"))).toMatchObject({
    refused: "invoice-not-pdf",
  });
  expect(await db.$count(doomedObjects)).toBe(previous);
  expect(await give(randomUUID(), pdf("1"))).toMatchObject({ refused: "not-found" });
  expect(await db.$count(doomedObjects)).toBe(previous);
});

describe("an invoice", () => {
  test("can be requested once and only for a paid order; title, tax number and email are stored encrypted", async () => {
    const { call, order, collectionId } = await addPaid();
    const params = { orderId: order.orderId };
    const body = { title: "测试公司", taxNumber: "91440000000000000X", email: "test@example.org" };
    expect(await handlers.requestInvoice({ params, body }, call)).toMatchObject({
      invoiceRequestedAt: expect.stringMatching(/Z$/),
    });
    expect(await handlers.requestInvoice({ params, body }, call)).toMatchObject({
      refused: "invoice-requested",
    });
    const { rows } = await pool.query("select title, email, tax_number from invoice_requests");
    expect(JSON.stringify(rows)).not.toMatch(/测试公司|example|91440/);
    const read = await handlers.readCollectionOrders({ params: { collectionId } }, call);
    expect(
      z.object({ orders: z.array(z.object({ state: z.string() })) }).parse(read).orders,
    ).toEqual([{ state: "paid" }]);
  });
});
