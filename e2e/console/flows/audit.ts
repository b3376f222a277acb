/** The auditor's day: who did what, and whether anybody changed the log. */
import assert from "node:assert/strict";
import { take } from "../../people/client.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { takeReview } from "../../story/review.ts";
import { exportedLines } from "../exported-lines.ts";
import { zh } from "../flow.ts";
import { takeInHand } from "../students.ts";
import { deskFlows } from "../test.ts";

deskFlows([
  {
    name: "the auditor finds who did what by role, person, action and object, a collection with the looks at its photos, in words, and takes out as a file what is shown",
    who: "auditor",
    look: { locale: "en-US", dark: true },
    walk: async (desk, { url, addInReview, clientOf }) => {
      const { page } = desk;
      const student = await addInReview();
      const service = await clientOf("service");
      const params = { collectionId: student.collectionId };
      await take(service.call("readCollectionForService", { params }));
      const reviewer = await clientOf("reviewer-1");
      await takeInHand(reviewer, student.collectionId);
      await takeReview(reviewer, student.collectionId, url);
      const { attempts } = await take(student.client.call("listAttempts", { params }));
      const own = [student.collectionId, ...attempts.map(({ attemptId }) => attemptId)];
      await page.goto("/console/audit");
      await page.getByRole("columnheader", { name: "What" }).waitFor();
      await page.getByLabel("Object ID").fill(student.collectionId);
      await page.getByLabel("Object ID").press("Enter");
      await page.waitForURL(/subject=/);
      // Until the answer has come, the list before stands there.
      await page
        .locator(".ant-table-row")
        .filter({ hasNotText: new RegExp(own.join("|")) })
        .first()
        .waitFor({ state: "detached" });
      const look = page.getByRole("row", { name: /Looked at a collection/ });
      await look.getByText("Customer service", { exact: true }).waitFor();
      await look.getByText(/.+ · service$/).waitFor();
      const lookAtPhoto = page.getByRole("row", { name: /Looked at a picture/ });
      await lookAtPhoto
        .getByText(/.+ · reviewer-1$/)
        .first()
        .waitFor();
      await page
        .getByRole("row", { name: /Collection: Pay/ })
        .getByText("System")
        .first()
        .waitFor();
      await desk.picture("audit-dark");
      const lines = await exportedLines(desk, "Export audit log");
      assert.ok(lines.some((line) => line.includes("look-at-collection")));
      assert.ok(lines.some((line) => line.includes("look-at-picture")));
      assert.ok(lines.every((line) => own.some((id) => line.includes(id))));
      await page.goto("/console/audit?role=service&actor=service&action=look-at-collection");
      await look.first().waitFor();
      assert.equal(await page.getByRole("row", { name: /Collection: Pay/ }).count(), 0);
    },
  },
  {
    name: "pages of the log go back the way they came, and a link to another list has no page before it",
    who: "auditor",
    look: { locale: "en-US" },
    walk: async (desk, { addStudent, clientOf }) => {
      const { page } = desk;
      const student = await addStudent();
      const service = await clientOf("service");
      const params = { collectionId: student.collectionId };
      for (let calls = 1; calls <= 60; calls++)
        await take(service.call("addServiceNote", { params, body: { note: `第 ${calls} 次来电` } }));
      const previous = page.getByRole("button", { name: "Previous", disabled: false });
      const nothingBefore = page.getByRole("button", { name: "Previous", disabled: true });
      await page.goto("/console/audit");
      await desk.press("Next");
      await page.waitForURL(/after=/);
      await previous.waitFor();
      await page
        .getByRole("link", { name: student.collectionId.slice(0, 8) })
        .first()
        .click();
      await page.waitForURL(({ search }) => search.includes("subject=") && !search.includes("after="));
      await nothingBefore.waitFor();
      await page.goBack();
      await page.waitForURL(/after=/);
      await previous.click();
      await page.waitForURL(({ search }) => !search.includes("after="));
      await nothingBefore.waitFor();
    },
  },
  {
    name: "the auditor checks the whole log and keeps its hash; somebody changes an entry in the database, and the check says where",
    who: "auditor",
    look: zh,
    walk: async (desk, { product }) => {
      const { page } = desk;
      await page.goto("/console/audit");
      await desk.press("核对完整性");
      await desk.see(/日志完整，共 \d+ 条/);
      const [, count = ""] = /共 (\d+) 条/.exec((await page.getByRole("status").textContent()) ?? "") ?? [];
      await page.getByRole("cell", { name: count, exact: true }).waitFor();
      const hash = (await page.getByRole("status").locator("code").textContent())?.trim() ?? "";
      assert.match(hash, /^[0-9a-f]{64}$/);
      await desk.picture("audit-whole");
      const change = (action: string) =>
        inProductDatabase(product, async (database) => {
          await database.query("begin");
          await database.query("set local session_replication_role = replica");
          const { rows } = await database.query<{ was: string }>(
            "update audit a set action = $1 from audit before where a.seq = 3 and before.seq = 3 returning before.action as was",
            [action],
          );
          await database.query("commit");
          return rows[0]?.was ?? "";
        });
      const was = await change("move:expire");
      await desk.press("重新核对");
      await desk.see("日志链断裂：第 3 条与写入时不一致");
      await desk.picture("audit-broken");
      await page.getByRole("link", { name: "查看第 3 条附近" }).click();
      await page.getByRole("cell", { name: "3", exact: true }).waitFor();
      await change(was);
      await page.goto("/console/audit");
      await desk.press("核对完整性");
      await desk.see(/日志完整，共 \d+ 条/);
    },
  },
]);
