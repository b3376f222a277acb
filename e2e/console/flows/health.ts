/** How the service is, and what it deleted. */
import assert from "node:assert/strict";
import { openClient, refusal, take } from "../../people/client.ts";
import { submitPhoto } from "../../people/submit-photo.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { zh } from "../flow.ts";
import { deskFlows } from "../test.ts";

deskFlows([
  {
    name: "the health page shows every part; an outside system that fails turns red and says what to do",
    who: "operator",
    look: zh,
    walk: async (desk, { clientOf, world, url }) => {
      const { page } = desk;
      const operator = await clientOf("operator");
      const read = () => take(operator.call("readHealth", {}));
      await waitUntil("both processes", read, ({ parts }) =>
        ["api", "worker"].every((kind) => parts.some(({ part, tone }) => part === kind && tone === "success")),
      );
      await page.goto("/console/health");
      await page
        .getByRole("row", { name: /处理进程/ })
        .getByText("正常")
        .waitFor();
      await page
        .getByRole("row", { name: /数据库/ })
        .first()
        .getByText("正常")
        .waitFor();
      await desk.picture("health");
      const partOf = (health: Awaited<ReturnType<typeof read>>) => health.parts.find(({ part }) => part === "sms");
      await world.control("POST", "/faults", { target: "sms", kind: "server-error" });
      await refusal(openClient(url).call("sendSmsCode", { body: { phone: "13900000001" } }), "sms-unavailable");
      await waitUntil("the fault of SMS", read, (health) => partOf(health)?.tone === "danger");
      await page.getByRole("button", { name: "立即更新" }).click();
      const sms = page.getByRole("row", { name: /短信/ });
      await sms.getByText("故障").waitFor();
      await sms.getByText("检查网络、密钥和对方公告").waitFor();
      await desk.picture("health-fault");
    },
  },
  {
    name: "a deletion leaves a record by project that agrees with the audit log; one that was changed afterwards does not",
    who: "operator",
    look: { locale: "en-US", dark: true },
    walk: async (desk, { addStudent, addInReview, product, clientOf }) => {
      const { page } = desk;
      const late = await addInReview();
      await inProductDatabase(product, async (database) => {
        for (const [table, column] of [
          ["attempts", "collection_id"],
          ["collections", "id"],
        ])
          await database.query(`update ${table} set retain_until = now() where ${column} = $1`, [late.collectionId]);
      });
      const student = await addStudent();
      await submitPhoto(student);
      // As if the student's window had ended.
      await inProductDatabase(product, (database) =>
        database.query("update collections set state = 'closed' where id = $1", [student.collectionId]),
      );
      const { deletedPictures } = await take(student.client.call("deleteMyData", {}));
      assert.equal(deletedPictures, 1);
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      await page.goto("/console/retention");
      await desk.see("The student asked");
      // It waits for a reviewer, and the page says so.
      await page.getByRole("cell", { name: "1 photo", exact: true }).waitFor();
      await desk.picture("retention-dark");
      await page
        .getByRole("row", { name: /The student asked/ })
        .first()
        .press("Enter");
      await desk.see("The record and the audit log agree");
      await desk.see(/Closed by entry \d+ of the audit log/);
      await desk.picture("retention-record-dark");
      const operator = await clientOf("operator");
      const [run] = (await take(operator.call("listRetentionRuns", { query: { limit: 1 } }))).runs;
      assert.equal(run?.photos, 1);
      const add = (photos: number) =>
        inProductDatabase(product, (database) =>
          database.query(
            "update retention_counts set photos = photos + $2 where run_id = $1 and project_id is not null",
            [run.runId, photos],
          ),
        );
      await add(1);
      await page.reload();
      await desk.see("The record and the audit log disagree");
      await add(-1);
      await page.reload();
      await page.getByRole("link", { name: "See it in the audit log" }).click();
      await desk.see("Retention run ended");
    },
  },
]);
