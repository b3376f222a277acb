/** A school takes its finished photos out for its own system: named and laid out as that takes them, new ones alone, class by class. */
import assert from "node:assert/strict";
import { errors } from "@gradphoto/domain";
import type { ShootingStudent } from "../../people/shooting-student.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import type { Desk } from "../desk.ts";
import type { TakenFile } from "../downloaded-file.ts";
import { exportedLines } from "../exported-lines.ts";
import { type Setting, zh } from "../flow.ts";
import { dialogButton, openDialog, openThisYear, takeList, takeZip } from "../photo-export.ts";
import { addCompleted, addCompletedTogether } from "../students.ts";
import { deskFlows } from "../test.ts";
import { zipNames } from "../zip-names.ts";

// The cross above is called so too.
const close = (desk: Desk): Promise<void> =>
  dialogButton(desk, /^关闭$/)
    .last()
    .click();

const namesIn = ({ bytes }: TakenFile): readonly string[] => zipNames(bytes);

const movePerson = (setting: Setting, { collectionId }: ShootingStudent, department: string, className: string) =>
  inProductDatabase(setting.product, (database) =>
    database.query(
      "update persons set department = $2, class = $3 where id = (select person_id from collections where id = $1)",
      [collectionId, department, className],
    ),
  );

deskFlows([
  {
    name: "finished photos come as a ZIP of photos alone, named and laid out as chosen and remembered, with the list beside it",
    who: "school-admin",
    look: zh,
    walk: async (desk, setting) => {
      const { chsi } = await addCompleted(setting);
      const { page } = desk;
      await openThisYear(desk);
      await openDialog(desk);
      await desk.choose("照片命名", "学号-姓名");
      await desk.choose("文件夹", "按院系、专业、班级");
      await desk.picture("export-photos");
      const zip = await takeZip(desk);
      assert.match(zip.name, /^毕业证照-暨南大学-普通本科-\d{4}-证照压缩包-\d{8}-\d{4}\.zip$/);
      const names = namesIn(zip);
      const own = names.find((name) => name.endsWith(`/${chsi.studentNumber}-${chsi.name}.jpg`));
      assert.ok(own, `${chsi.studentNumber} is not among ${names.join(", ")}`);
      for (const name of names) assert.match(name, /^[^/]+\/[^/]+\/[^/]+\/[^/]+\.jpg$/);
      await desk.see("里面只有照片");
      await desk.picture("export-photos-begun");

      const [heading = "", ...lines] = (await takeList(desk, "CSV")).bytes.toString("utf8").trimEnd().split("\r\n");
      assert.ok(heading.startsWith("\ufeff文件名,学号,姓名,"));
      assert.deepEqual(
        lines.map((line) => line.split(",")[0]),
        names,
      );
      assert.ok(lines.some((line) => line.startsWith(`${own},${chsi.studentNumber},${chsi.name},`)));
      assert.ok(namesIn(await takeList(desk, "XLSX")).includes("xl/worksheets/sheet1.xml"));
      const dbf = (await takeList(desk, "DBF")).bytes;
      assert.equal(dbf.readUInt32LE(4), names.length);
      assert.ok(new TextDecoder("gbk").decode(dbf).includes(chsi.name));
      await close(desk);

      await openDialog(desk);
      await page.getByRole("dialog").getByText("学号-姓名", { exact: true }).waitFor();
      await page.getByRole("dialog").getByText("按院系、专业、班级", { exact: true }).waitFor();
      await page.goto("/console/exports");
      const row = page.getByRole("row", { name: /证照压缩包/ }).first();
      await row.getByText(/^暨南大学 普通本科 \d{4}$/).waitFor();
      await row.getByRole("button", { name: "照片清单" }).click();
      await page.getByRole("button", { name: "名单 DBF" }).waitFor();
      await desk.picture("exports");
    },
  },
  {
    name: "after an export only what is new is taken, and a school is told in words when nothing is",
    who: "school-admin",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      // Of a department of their own: others may be finished at any moment.
      const [first, second] = await addCompletedTogether(setting, 2);
      assert.ok(first && second);
      const begin = async (student: ShootingStudent) => {
        await movePerson(setting, student, "新增学院", "新增班");
        await openThisYear(desk);
        await desk.choose("导出院系", "新增学院");
        await openDialog(desk);
      };
      await begin(first);
      await takeZip(desk);
      await close(desk);
      await openDialog(desk);
      await page.getByRole("radio", { name: /^全部/, checked: true }).and(page.locator(":focus")).waitFor();
      await page.getByRole("radio", { name: "上次导出后新增（0 张）" }).check();
      await dialogButton(desk, "导出 ZIP").click();
      await desk.see(errors["export-nothing-new"].zh);
      await page.keyboard.press("Escape");

      await begin(second);
      await page.getByRole("radio", { name: "上次导出后新增（1 张）" }).check();
      const names = namesIn(await takeZip(desk));
      assert.equal(names.length, 1);
      assert.ok(names[0]?.includes(second.chsi.studentNumber), names[0]);
    },
  },
  {
    name: "one class is chosen in the page, and its photos and its list are taken alone",
    who: "school-admin",
    look: zh,
    walk: async (desk, setting) => {
      const [student] = await addCompletedTogether(setting, 2);
      assert.ok(student);
      const { chsi } = student;
      await movePerson(setting, student, "文学院", "测试班");
      await openThisYear(desk);
      await desk.choose("导出院系", "文学院");
      await desk.choose("导出班级", "测试班");
      await openDialog(desk);
      await desk.page.getByRole("radio", { name: "全部（1 张）" }).waitFor();
      const zip = await takeZip(desk);
      assert.match(zip.name, /-文学院-测试班-证照压缩包-/);
      assert.equal(namesIn(zip).length, 1);
      await close(desk);
      const lines = await exportedLines(desk, "导出已开始学生名单");
      assert.equal(lines.length, 1);
      assert.ok(lines[0]?.includes(`${chsi.studentNumber},${chsi.name},文学院,`), lines[0]);
    },
  },
]);
