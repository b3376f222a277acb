/**
 * Command `npm run trial:exports -- --students N`: a school downloads its photos from the console. unzip and
 * LibreOffice (with its base drivers) open the ZIP and the lists as XLSX and DBF, which must equal the list as CSV. The
 * last line is JSON.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { takenFile } from "../console/downloaded-file.ts";
import { zh } from "../console/flow.ts";
import { openSetting } from "../console/open-setting.ts";
import { openDialog, openThisYear, takeList, takeZip } from "../console/project-page.ts";
import { addCompletedTogether } from "../console/students.ts";
import { inProductDatabase } from "../product/product-database.ts";
import { root } from "../product/start-product.ts";

const { values } = parseArgs({ options: { students: { type: "string", default: "6" } } });
const students = Number(values.students);
/** Names that a sheet may interpret as a formula, a second column or the end of a text. */
const departments = ['"信息,工程"学院', "=1+1 学院", "外国语学院"];

/**
 * Options of LibreOffice by format. Without a window it ignores code page 936 of a dBase file; 61 is its number for it.
 */
const readAs = { xlsx: [], dbf: ["--infilter=dBase:61"] } as const;

/** Folder of the downloads, where a person can look at them. */
const folder = join(root, "out", "trial-exports");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const setting = await openSetting("trial-exports");
try {
  const taken = await takeFiles();
  const opened = readBack(taken);
  process.stdout.write(`${JSON.stringify({ trial: "exports", students, ...opened })}\n`);
} finally {
  await setting.close();
}

async function takeFiles() {
  const expected = await Promise.all(
    (await addCompletedTogether(setting, students)).map(async ({ chsi, collectionId }, added) => {
      const department = departments[added % departments.length] ?? "";
      await inProductDatabase(setting.product, (database) =>
        database.query(
          "update persons set department = $2 where id = (select person_id from collections where id = $1)",
          [collectionId, department],
        ),
      );
      return { number: chsi.studentNumber, name: chsi.name, department };
    }),
  );
  const desk = await setting.desks.open("school-admin", zh);
  await openThisYear(desk);
  await openDialog(desk);
  await desk.choose("照片命名", "学号-姓名");
  await desk.choose("文件夹", "按院系");
  const files = {
    zip: await takeZip(desk),
    csv: await takeList(desk, "CSV"),
    xlsx: await takeList(desk, "XLSX"),
    dbf: await takeList(desk, "DBF"),
  };
  for (const [kind, { bytes }] of Object.entries(files))
    writeFileSync(join(folder, `taken.${kind}`), bytes);
  await desk.page.keyboard.press("Escape");
  await desk.press("导出已开始学生名单");
  const list = await takenFile(desk, () =>
    desk.page.getByRole("menuitem", { name: "Excel (XLSX)" }).click(),
  );
  writeFileSync(join(folder, "list.xlsx"), list.bytes);
  return { expected, fileNames: [...Object.values(files), list].map(({ name }) => name) };
}

/** Asserts that names and counts are the same in each file. Returns the counts. */
function readBack({ expected, fileNames }: Awaited<ReturnType<typeof takeFiles>>) {
  const tested = run("unzip", ["-t", "taken.zip"]);
  assert.match(tested, /No errors detected/);
  const photos = run("unzip", ["-Z1", "taken.zip"]).trim().split("\n").sort();
  assert.equal(photos.length, expected.length);
  const csv = sheetOf(readFileSync(join(folder, "taken.csv"), "utf8").replace(/^\uFEFF/, "")).map(
    (row) => row.map(bare),
  );
  // In dBase the file's name is the last column.
  const opened = {
    csv,
    xlsx: openWithOffice("xlsx").map((row) => row.map(bare)),
    dbf: openWithOffice("dbf").map(([number = "", name = "", department = "", , , file = ""]) => [
      file,
      number,
      name,
      department,
    ]),
  };
  for (const [kind, rows] of Object.entries(opened)) {
    assert.equal(rows.length, expected.length, kind);
    assert.deepEqual(rows.map(([file = ""]) => file).sort(), photos, kind);
    for (const { number, name, department } of expected) {
      const row = rows.find(([file]) => file?.endsWith(`/${number}-${name}.jpg`));
      assert.ok(row, `${kind} has no row of ${number}`);
      assert.deepEqual(row.slice(1, 4), [number, name, department], kind);
    }
  }
  const sheets = { photos: sheetFacts("taken"), students: sheetFacts("list") };
  assert.ok(sheets.students.dates >= expected.length, "the list of students has no dates");
  return { fileNames, photos: photos.length, unzip: "no errors", sheets };
}

/** Returns the rows without the heading, as LibreOffice reads them. */
function openWithOffice(kind: "xlsx" | "dbf"): readonly (readonly string[])[] {
  convert(`taken.${kind}`, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false");
  return sheetOf(readFileSync(join(folder, kind, "taken.csv"), "utf8"));
}

/** Returns a workbook's sheets and number of dates, and asserts its filter, as LibreOffice reads them. */
function sheetFacts(name: "taken" | "list") {
  convert(`${name}.xlsx`, "fods");
  const complete = readFileSync(join(folder, "xlsx", `${name}.fods`), "utf8");
  assert.ok(
    complete.includes('table:display-filter-buttons="true"'),
    `LibreOffice shows no filter in ${name}.xlsx`,
  );
  const sheetNames = [...complete.matchAll(/<table:table table:name="([^"]+)"/g)].map(
    ([, title]) => title,
  );
  return { sheetNames, dates: complete.match(/office:value-type="date"/g)?.length ?? 0 };
}

function convert(file: string, to: string): void {
  const kind = file.endsWith(".dbf") ? "dbf" : "xlsx";
  mkdirSync(join(folder, kind), { recursive: true });
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  run("soffice", [
    profile,
    "--headless",
    ...readAs[kind],
    "--convert-to",
    to,
    "--outdir",
    kind,
    file,
  ]);
}

function run(program: string, input: readonly string[]): string {
  return execFileSync(program, input, {
    cwd: folder,
    encoding: "utf8",
    timeout: 120_000,
    // unzip prints names in the machine's language.
    env: { ...process.env, LC_ALL: "C.UTF-8" },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Parses the cells of a text by RFC 4180. */
function sheetOf(text: string): readonly (readonly string[])[] {
  const lines = text.trimEnd().split(/\r?\n/).slice(1);
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, plain]) =>
      quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
    ),
  );
}

/** Removes the quote that keeps a text from being read as a formula. */
function bare(cell: string): string {
  return cell.replace(/^'(?=[=+\-@])/, "");
}
