/** The operator's upkeep: photos our own processing failed, messages that did not arrive. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import type { ShootingStudent } from "../../people/shooting-student.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { childPid } from "../../product/processes.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import type { Desk } from "../desk.ts";
import { type Setting, zh } from "../flow.ts";
import { read, reject } from "../students.ts";
import { deskFlows } from "../test.ts";

const confirm = ({ page }: Desk): Promise<void> =>
  page.locator(".ant-popover:visible").getByRole("button", { name: /确定/ }).click();

/** Uploads a photo that the object store has lost when the worker looks for it. Answers the attempt and where it was kept. */
async function uploadLost({ product }: Setting, { client, collectionId }: ShootingStudent) {
  const worker = childPid(product, "worker.ts");
  assert.ok(worker, "the product has no worker");
  process.kill(worker, "SIGSTOP");
  try {
    const params = { collectionId };
    const upload = { params, query: { source: "camera" as const }, picture: goodPhoto(), idempotencyKey: randomUUID() };
    const { attemptId } = await take(client.call("uploadAttempt", upload));
    const key = await inProductDatabase(product, async (database) => {
      const { rows } = await database.query<{ key: string }>(
        "select original_key as key from attempts where id = $1 for update",
        [attemptId],
      );
      await database.query("update attempts set original_key = 'lost/' || id where id = $1", [attemptId]);
      return rows[0]?.key ?? "";
    });
    return { attemptId, key };
  } finally {
    process.kill(worker, "SIGCONT");
  }
}

const attemptOf = ({ client, collectionId }: ShootingStudent, attemptId: string) =>
  take(client.call("readAttempt", { params: { collectionId, attemptId } }));

deskFlows([
  {
    name: "a photo that processing failed to the last is no refusal; the operator mends the cause, tries it again, and the student has it",
    who: "operator",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await setting.addStudent();
      const { attemptId, key } = await uploadLost(setting, student);
      await waitUntil(
        "the failure",
        () => attemptOf(student, attemptId),
        ({ state }) => state !== "processing",
      );
      const failed = await attemptOf(student, attemptId);
      assert.equal(failed.state, "failed");
      assert.deepEqual(failed.findings, []);
      assert.equal((await read(student)).state, "paid");
      await page.goto("/console/health");
      const row = page.getByRole("row", { name: /处理失败的照片/ });
      await row.getByText("1 张等待重试").waitFor();
      await desk.picture("failed-photos");
      await inProductDatabase(setting.product, (database) =>
        database.query("update attempts set original_key = $2 where id = $1", [attemptId, key]),
      );
      await row.getByRole("button", { name: /重试/ }).click();
      await confirm(desk);
      await desk.see("已重新排队 1 张");
      await waitUntil(
        "the photo",
        () => attemptOf(student, attemptId),
        ({ state }) => state === "made",
      );
      assert.equal((await read(student)).state, "ready");
      await row.getByText("没有", { exact: true }).waitFor();
      await row.getByRole("button", { name: /重\s?试/ }).waitFor({ state: "detached" });
    },
  },
  {
    name: "whose student uploaded anew is not tried again; all others go back into the queue at once",
    who: "operator",
    look: { locale: "en-US", dark: true },
    walk: async (desk, setting) => {
      const { page } = desk;
      const [missing, waiting] = [await setting.addStudent(), await setting.addStudent()];
      const [first, second] = [await uploadLost(setting, missing), await uploadLost(setting, waiting)];
      for (const [student, { attemptId }] of [
        [missing, first],
        [waiting, second],
      ] as const)
        await waitUntil(
          "the failure",
          () => attemptOf(student, attemptId),
          ({ state }) => state === "failed",
        );
      const params = { collectionId: missing.collectionId };
      const upload = { params, query: { source: "camera" as const }, picture: goodPhoto() };
      await take(missing.client.call("uploadAttempt", { ...upload, idempotencyKey: randomUUID() }));
      await page.goto("/console/health");
      const row = page.getByRole("row", { name: /Failed photos/ });
      await row.getByText("1 waiting to be retried").waitFor();
      await desk.picture("failed-photos-dark");
      await inProductDatabase(setting.product, (database) =>
        database.query("update attempts set original_key = $2 where id = $1", [second.attemptId, second.key]),
      );
      const tryAll = async (): Promise<void> => {
        await row.getByRole("button", { name: "Retry" }).click();
        await desk.confirm();
      };
      // As if hundreds waited: whoever leaves in the middle of a batch has asked for no other.
      let batches = 0;
      await page.route(/failed-attempts\/retry$/, async (route) => {
        batches += 1;
        if (batches > 1) return route.fulfill({ json: { retried: 0, left: 0, next: null } });
        await page.getByRole("menuitem", { name: "Messages" }).click();
        await page.getByRole("heading", { name: "Messages" }).waitFor();
        await route.fulfill({ json: { retried: 100, left: 50, next: `0_${randomUUID()}` } });
      });
      await tryAll();
      await desk.see("100 back in the queue");
      assert.equal(batches, 1);
      await page.unroute(/failed-attempts\/retry$/);
      await page.goto("/console/health");
      await tryAll();
      await desk.see("1 back in the queue");
      await waitUntil(
        "the photo",
        () => attemptOf(waiting, second.attemptId),
        ({ state }) => state === "made",
      );
      assert.equal((await attemptOf(missing, first.attemptId)).state, "failed");
    },
  },
  {
    name: "the message log says by which way each went out; the last is sent again, by WeChat once there is a consent",
    who: "operator",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await setting.addInReview();
      await reject(setting, student);
      const operator = await setting.clientOf("operator");
      const own = async () =>
        (await take(operator.call("listMessages", { query: { limit: 100 } }))).messages.filter(
          ({ collectionId }) => collectionId === student.collectionId,
        );
      await waitUntil("the message", own, ([one]) => one?.state === "sent");
      await page.goto("/console/messages?state=sent&template=review-rejected");
      const row = page.getByRole("row", { name: new RegExp(student.collectionId) });
      await row.getByText("短信").waitFor();
      await desk.picture("messages");
      const body = { templates: ["review-rejected" as const] };
      const { templates } = await take(student.client.call("addMessageCredits", { body }));
      const templateId = templates.find(({ template }) => template === "review-rejected")?.templateId;
      const accepted = { userId: student.person.id, templateId, times: 1 };
      await setting.world.control("POST", "/wechat/accept-messages", accepted);
      await row.getByRole("button", { name: /重发/ }).click();
      await confirm(desk);
      await waitUntil("the second message", own, (all) => all.length === 2 && all[0]?.state === "sent");
      await page.goto("/console/messages?state=sent");
      await row.getByText("微信", { exact: true }).waitFor();
    },
  },
]);
