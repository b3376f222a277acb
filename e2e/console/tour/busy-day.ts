/**
 * Fills every list: students at several steps, decisions, a refund, an invoice, an export, a test photo, a refusal by
 * the registry.
 */
import { take } from "../../people/client.ts";
import { addBilledMonth } from "../billed-days.ts";
import type { Setting } from "../flow.ts";
import {
  approve,
  complete,
  emptyQueue,
  orderOf,
  read,
  refundInVain,
  refuseAtRegistry,
  reject,
} from "../students.ts";

export interface BusyDay {
  /** Id of a collection with a long history. */
  readonly collectionId: string;
  readonly projectId: string;
  /** Id of a decision whose photo exists. */
  readonly decisionId: string;
}

const invoice = {
  title: "测试有限公司",
  taxNumber: "91110000MA0000000X",
  email: "test@example.com",
};

export async function haveBusyDay(setting: Setting): Promise<BusyDay> {
  const { addStudent, addInReview, clientOf } = setting;
  await emptyQueue(setting);
  const rejected = await addInReview();
  const { collectionId } = rejected;
  await refuseAtRegistry(setting, rejected);
  await reject(setting, rejected);
  const completed = await addInReview();
  await approve(setting, completed);
  await complete(setting, completed);
  const senior = await clientOf("senior-reviewer");
  const { decisions } = await take(senior.call("listDecisions", { query: { limit: "1" } }));
  const decisionId = decisions[0]?.decisionId ?? "";
  await take(
    senior.call("addHoneypot", {
      body: { decisionId, verdict: { decision: "approve", reasons: [] } },
    }),
  );
  await take(
    completed.client.call("requestInvoice", {
      params: { orderId: await orderOf(completed) },
      body: invoice,
    }),
  );
  const service = await clientOf("service");
  const left = {
    params: { orderId: await orderOf(await addStudent()) },
    body: { reason: "学生不再需要" },
  };
  await take(service.call("startRefund", left));
  const dueAt = new Date(Date.now() + 86_400_000).toISOString();
  const question = { question: "学生问照片为什么没有通过", dueAt };
  await take(service.call("openServiceCase", { params: { collectionId }, body: question }));
  await refundInVain(setting, await addStudent());
  const { projectId } = (await read(completed)).project;
  await addBilledMonth(setting, projectId);
  const admin = await clientOf("school-admin");
  const photos = {
    kind: "finished-photos",
    format: "zip",
    language: "zh",
    filters: { projectId },
  } as const;
  await take(admin.call("startExport", { body: photos }));
  await addInReview();
  return { collectionId, projectId, decisionId };
}
