/** Work of the demo's staff: reviews, refunds, cases, settings, through the service's API. */
import { randomUUID } from "node:crypto";
import type { TaskQueue } from "@gradphoto/domain";
import { take } from "../../../../../e2e/people/client.ts";
import { type Decision, openPhoto, type Task } from "../../../../../e2e/people/reviewer.ts";
import { createKey } from "../../../../../e2e/people/school-system.ts";
import type { History } from "./history.ts";
import { paidOrderOf } from "./student-steps.ts";
import { places } from "./students.ts";

const lookMs = 4000;

/** Larger than the number of waiting tasks, so that skipped tasks do not hide others. */
const atOnce = 12;

/** Decides the reviewer's tasks. `decisionOf` returns null to leave a task. */
export async function review(
  { staffOf, clock }: History,
  username: string,
  decisionOf: (task: Task) => Decision | null,
  queue: TaskQueue = "desk",
): Promise<void> {
  const reviewer = await staffOf(username);
  const left = new Set<string>();
  for (;;) {
    const { tasks } = await take(reviewer.call("takeTasks", { body: { queue, count: atOnce } }));
    const open = tasks.filter(({ taskId }) => !left.has(taskId));
    if (open.length === 0) return;
    for (const task of open) {
      const { taskId, attempt } = task;
      const decision = decisionOf(task);
      if (decision === null) {
        left.add(taskId);
        continue;
      }
      await openPhoto(reviewer, task);
      clock.advance(1);
      const body = {
        taskId,
        attemptId: attempt.attemptId,
        decision,
        madeAt: clock.now().toISOString(),
        lookMs,
      };
      await take(reviewer.call("decide", { params: { decisionId: randomUUID() }, body }));
    }
  }
}

/** Leaves a task in the reviewer's hands. */
export async function takeOneTask({ staffOf }: History, username: string): Promise<void> {
  const reviewer = await staffOf(username);
  await take(reviewer.call("takeTasks", { body: { queue: "desk", count: 1 } }));
}

const reason = "学生不再需要";

/** Starts a refund that a second person has to confirm. Returns its id. */
export async function startRefund(history: History, key: string): Promise<string> {
  const orderId = await paidOrderOf(history, key);
  const service = await history.staffOf("service");
  return (await take(service.call("startRefund", { params: { orderId }, body: { reason } })))
    .refundId;
}

export async function confirmRefund({ staffOf, clock }: History, refundId: string): Promise<void> {
  clock.advance(10);
  const finance = await staffOf("finance-2");
  await take(
    finance.call("confirmRefund", {
      params: { refundId },
      body: { outcome: { decision: "confirm" } },
    }),
  );
}

/** Opens a case. `dueInHours`: time until the call back. */
export async function openCase(
  { staffOf, clock, people }: History,
  key: string,
  question: string,
  dueInHours: number,
) {
  const service = await staffOf("service");
  const collectionId = people.students[key]?.collectionId ?? "";
  const dueAt = new Date(clock.now().getTime() + dueInHours * 3_600_000).toISOString();
  return take(
    service.call("openServiceCase", { params: { collectionId }, body: { question, dueAt } }),
  );
}

/** Connects a school's own system: a key that a second person confirms, and a webhook with a test event. */
export async function connectSchoolSystem({
  staffOf,
  clock,
  world,
  sandboxUrl,
}: History): Promise<void> {
  const [admin, operator] = [await staffOf("school-admin"), await staffOf("operator")];
  const { keyId } = await createKey(admin, "");
  clock.advance(30);
  await take(operator.call("confirmApiKey", { params: { keyId } }));
  const body = { url: `${sandboxUrl}/school-system/webhooks` };
  const { webhookId, secret } = await take(admin.call("createWebhook", { body }));
  await world.control("POST", "/school-system", { secret });
  await take(admin.call("testWebhook", { params: { webhookId } }));
}

const expectedPerMajor = 24;

/** Stores expected numbers for every project, so that pages can count who has not started. */
export async function storeExpected({ staffOf }: History): Promise<void> {
  const operator = await staffOf("operator");
  const { projects } = await take(operator.call("listProjects", { query: { limit: 50 } }));
  for (const { projectId } of projects) {
    const params = { projectId };
    const { version } = await take(operator.call("readExpectedNumbers", { params }));
    const numbers = places.map(([department, major]) => ({
      department,
      major,
      className: "",
      expected: expectedPerMajor,
    }));
    await take(operator.call("storeExpectedNumbers", { params, body: { numbers, version } }));
  }
}

const honeypotCount = 3;

/** Makes test photos from the first approved ones. */
export async function addHoneypots({ staffOf }: History): Promise<void> {
  const senior = await staffOf("senior-reviewer");
  const { decisions } = await take(senior.call("listDecisions", { query: { limit: "50" } }));
  const candidates = decisions.filter(
    ({ isHoneypotCandidate, decisionCode }) => isHoneypotCandidate && decisionCode === "approve",
  );
  for (const { decisionId } of candidates.slice(0, honeypotCount))
    await take(
      senior.call("addHoneypot", {
        body: { decisionId, verdict: { decision: "approve", reasons: [] } },
      }),
    );
}

/** One changed setting, and one proposal that waits for the second operator. */
export async function changeSettings({ staffOf, clock }: History): Promise<void> {
  const [operator, second] = [await staffOf("operator"), await staffOf("operator-2")];
  const { settings } = await take(operator.call("readConfiguration", {}));
  const seen = (item: string) =>
    settings.find((setting) => setting.item === item)?.changeId ?? null;
  const propose = (
    item: "one-person-refund-day" | "reminder-messages",
    value: number,
    why: string,
  ) =>
    take(
      operator.call("proposeConfiguration", {
        body: { item, subject: "", value, seen: seen(item), why },
      }),
    );
  const { changeId } = await propose("one-person-refund-day", 20_000, "毕业季退款较多");
  clock.advance(20);
  await take(second.call("confirmConfiguration", { params: { changeId } }));
  await propose("reminder-messages", 2000, "即将截止的项目需要多催办");
}
