/** A department's administrator chases the own students and no others: figures, groups, who stalls, the list as a file. */
import assert from "node:assert/strict";
import { signInAgain } from "../../people/staff.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { exportedLines } from "../exported-lines.ts";
import { en, zh } from "../flow.ts";
import { openDialog, openThisYear } from "../photo-export.ts";
import { deskFlows } from "../test.ts";

const figureOf = (text: string | null): number => Number((text ?? "").replaceAll(",", ""));

deskFlows([
  {
    name: "a department's administrator sees the own students in figures, lists and files, and can change nothing of the project",
    who: "department-admin",
    look: { ...zh, widthPx: 1024 },
    walk: async (desk, { addStudent, product }) => {
      const [own, other] = [await addStudent(), await addStudent()];
      await inProductDatabase(product, (database) =>
        database.query(
          "update persons set department = '外国语学院', class = '英语1班' where id = (select person_id from collections where id = $1)",
          [other.collectionId],
        ),
      );
      await inProductDatabase(product, (database) =>
        database.query("update collections set updated_at = now() - interval '5 days' where id = any($1)", [
          [own.collectionId, other.collectionId],
        ]),
      );
      const { page } = desk;
      await page.goto("/console/");
      await desk.see(/人数只算信息科学技术学院的学生/);
      await page.locator(".ant-table-row").first().waitFor();
      for (const name of [/新建项目/, /修改/, /更多/, /确认发布/]) {
        assert.equal(await page.getByRole("button", { name }).count(), 0, `${name} is offered`);
      }
      await desk.picture("department-projects");

      await openThisYear(desk);
      await desk.see(/信息科学技术学院 · 进度/);
      await page.getByRole("tab").first().waitFor();
      assert.deepEqual(await page.getByRole("tab").allTextContents(), [
        "各状态人数",
        "分组统计",
        "未开始名单",
        "停滞学生",
      ]);
      for (const name of ["采集报告", "打印照片", /应采人数$/]) {
        assert.equal(await page.getByRole("button", { name }).count(), 0, `${name} is offered`);
      }
      const started = page
        .locator(".ant-statistic", { has: page.getByText("已开始", { exact: true }) })
        .locator(".ant-statistic-content-value");
      const all = figureOf(await started.first().textContent());
      assert.ok(all > 0, "nobody has begun");
      await desk.picture("department-progress");

      const lines = await exportedLines(desk, "导出已开始学生名单");
      assert.equal(lines.filter((line) => line.includes(own.collectionId)).length, 1);
      for (const line of lines) assert.match(line, /信息科学技术学院/);
      assert.ok(!lines.join().includes(other.chsi.studentNumber));
      await openDialog(desk);
      assert.equal(
        await page
          .getByRole("dialog")
          .getByText(/上次导出后新增/)
          .isVisible(),
        false,
      );
      await desk.picture("department-photos");
      await page.keyboard.press("Escape");

      await page.getByRole("tab", { name: "分组统计" }).click();
      await page.locator(".ant-segmented").getByText("班级", { exact: true }).click();
      await page.getByRole("row", { name: /软件工程1班/ }).waitFor();
      assert.equal(await page.getByText("英语1班").count(), 0);
      await desk.picture("department-classes");
      await page.getByRole("tab", { name: "停滞学生" }).click();
      await page
        .getByRole("row", { name: /软件工程1班/ })
        .first()
        .waitFor();
      assert.equal(await page.getByText("英语1班").count(), 0);
      await desk.picture("department-stalled");
      await page.getByRole("tab", { name: "未开始名单" }).click();
      await desk.see(/其他院系的学生都会列为未开始/);
      await page.emulateMedia({ colorScheme: "dark" });
      await desk.picture("department-missing-dark");
    },
  },
  {
    name: "an operator gives somebody a department, which takes a school and a name, and is shown wherever the post is",
    who: "operator",
    look: { ...en, widthPx: 1024 },
    walk: async ({ page, picture, confirm }, { addStudent, clientOf, url }) => {
      await addStudent();
      const who = "senior-reviewer";
      const post = "Department administrator · 中山大学 · 软件学院";
      await page.goto(`/console/staff?text=${who}`);
      const row = page.getByRole("row").filter({ hasText: who });
      await row.getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: "Roles" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Role", { exact: true }).click();
      await page.getByTitle("Department administrator", { exact: true }).click();
      await dialog.getByLabel("School code").fill("10558");
      await dialog.getByRole("button", { name: "Add role" }).click();
      await dialog.getByText("The name CHSI has for it").waitFor();
      await picture("department-post");
      const department = dialog.getByLabel("Department", { exact: true });
      await department.fill("软件学院");
      await dialog.getByText(/^No student of this school is in such a department so far/).waitFor();
      await picture("department-unknown");
      await dialog.getByLabel("School code").fill("10559");
      await department.fill("信息");
      await page
        .locator(".ant-select-dropdown:visible")
        .getByText(/^信息科学技术学院 · \d+ students?$/)
        .waitFor();
      await picture("department-known");
      await dialog.getByLabel("School code").fill("10558");
      await department.fill("软件学院");
      await dialog.getByRole("button", { name: "Add role" }).click();
      await dialog.getByText(post).waitFor();
      await dialog.getByRole("button", { name: "Done" }).click();
      await row.getByText(post, { exact: true }).waitFor();
      await row.getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: "Roles" }).click();
      await dialog.getByText(post).getByRole("button").click();
      await confirm();
      await dialog.getByText(post).waitFor({ state: "detached" });
      await signInAgain(url, await clientOf(who), who);
    },
  },
]);
