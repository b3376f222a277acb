/** Something on every list: students at several steps, decisions, a refund, an invoice, an export, a known photo. */
import assert from "node:assert/strict";
import { take } from "../../people/client.ts";
import { addBilledMonth } from "../billed-days.ts";
import type { Setting } from "../flow.ts";
import { addCompleted, emptyQueue, orderOf, refundInVain, reject } from "../students.ts";

export interface BusyDay {
  /** A collection with a whole story. */
  readonly collectionId: string;
  readonly phone: string;
  readonly projectId: string;
  /** A decision, of a photo that is there. */
  readonly decisionId: string;
}

export async function haveBusyDay(setting: Setting): Promise<BusyDay> {
  const { addStudent, addInReview, clientOf } = setting;
  await emptyQueue(setting);
  const refused = await addInReview();
  await reject(setting, refused);
  const finished = await addCompleted(setting);
  const senior = await clientOf("senior-reviewer");
  const { collectionId } = finished;
  const { decisions } = await take(senior.call("listDecisions", { query: { limit: "1" } }));
  const decisionId = decisions[0]?.decisionId;
  assert.ok(decisionId);
  await take(senior.call("addHoneypot", { body: { decisionId, verdict: { decision: "approve", reasons: [] } } }));
  const invoice = { title: "测试有限公司", taxNumber: "91110000MA0000000X", email: "test@example.com" };
  await take(finished.client.call("requestInvoice", { params: { orderId: await orderOf(finished) }, body: invoice }));
  const leaver = await addStudent();
  const service = await clientOf("service");
  const left = { params: { orderId: await orderOf(leaver) }, body: { reason: "学生不再需要" } };
  await take(service.call("startRefund", left));
  const caller = { params: { collectionId: refused.collectionId } };
  const dueAt = new Date(Date.now() + 86_400_000).toISOString();
  await take(service.call("openServiceCase", { ...caller, body: { question: "学生问照片为什么没有通过", dueAt } }));
  await refundInVain(setting, await addStudent());
  const { projectId } = (await take(finished.client.call("readCollection", { params: { collectionId } }))).project;
  await addBilledMonth(setting, projectId);
  const admin = await clientOf("school-admin");
  const photos = { kind: "finished-photos", format: "zip", language: "zh", filters: { projectId } } as const;
  await take(admin.call("startExport", { body: photos }));
  return { collectionId: refused.collectionId, phone: refused.person.phone, projectId, decisionId };
}
