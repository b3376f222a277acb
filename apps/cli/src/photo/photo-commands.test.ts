import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clauseAccuracies, clausesForPeople, photoSpecs } from "@gradphoto/domain/photo-standard";
import { parseReport } from "@gradphoto/domain/photo-standard/schemas";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  acceptablePhoto,
  endOf,
  folderOfFaces,
  photoWithoutFace,
  refusedPhoto,
  runGradphoto,
  startGradphoto,
} from "../testing/gradphoto.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradphoto-photo-"));
});
afterAll(() => rm(folder, { recursive: true }));
const inFolder = (name: string): string => join(folder, name);

test("standardize writes a photo, names it in the report and exits with 0, and the photo verifies", async () => {
  const [out, reportFile] = [inFolder("made.jpg"), inFolder("made.json")];
  const made = await endOf(
    startGradphoto(["standardize", acceptablePhoto, "--out", out, "--report", reportFile]),
  );
  expect(made).toMatchObject({ code: 0, stderr: "" });
  expect(made.stdout).toContain(`Made ${out}`);
  const report = parseReport(JSON.parse(await readFile(reportFile, "utf8")));
  const photo = await readFile(out);
  expect(report).toMatchObject({
    preview: false,
    output: { file: "made.jpg", bytes: photo.length },
  });
  const verified = await runGradphoto(["verify", out, "--spec", "chsi-blue", "--json"]);
  expect(verified).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(verified.stdout)).toMatchObject({
    kind: "measured",
    geometry: report.geometry,
  });
});

test("standardize writes no photo that a check refuses, and prints the advice in the requested language", async () => {
  const [out, reportFile] = [inFolder("refused.jpg"), inFolder("refused.json")];
  const args = ["standardize", refusedPhoto, "--out", out, "--report", reportFile];
  const refused = await runGradphoto(args, { LANG: "zh_CN.UTF-8" });
  expect(refused.code).toBe(2);
  expect(refused.stdout).toMatch(/没有制作标准照[\s\S]*headwear[\s\S]*上限[\s\S]*请/);
  expect(await readdir(folder)).not.toContain("refused.jpg");
  expect(parseReport(JSON.parse(await readFile(reportFile, "utf8"))).output?.file).toBeNull();
});

test("a preview is written for a refused photo and marked in the report; its name may end in .JPEG", async () => {
  const [out, reportFile] = [inFolder("preview.JPEG"), inFolder("preview.json")];
  const ran = await runGradphoto([
    "standardize",
    refusedPhoto,
    "--out",
    out,
    "--report",
    reportFile,
    "--preview",
  ]);
  expect(ran.code).toBe(2);
  expect(await readdir(folder)).toContain("preview.JPEG");
  const report: unknown = JSON.parse(await readFile(reportFile, "utf8"));
  expect(report).toMatchObject({
    preview: true,
    verdict: "refused",
    output: { file: "preview.JPEG" },
  });
});

test("no preview is written for a photo without a face, and an unsupported language falls back to English", async () => {
  const args = ["standardize", photoWithoutFace, "--out", inFolder("none.jpg"), "--preview"];
  const ran = await runGradphoto(args, { LANG: "de_DE.UTF-8" });
  expect(ran.code).toBe(2);
  expect(ran.stdout).toContain("No photo was made");
  expect(ran.stdout).toContain("(no-face)");
  expect(await readdir(folder)).not.toContain("none.jpg");
});

test("the commands leave no temporary file behind", async () => {
  expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("check prints only the report with --json and writes nothing", async () => {
  const previous = await readdir(folder);
  const ran = await runGradphoto(["check", refusedPhoto, "--json"]);
  expect(ran).toMatchObject({ code: 2, stderr: "" });
  expect(parseReport(JSON.parse(ran.stdout))).toMatchObject({
    verdict: "refused",
    output: { file: null },
  });
  expect(await readdir(folder)).toEqual(previous);
});

test("verify refuses a phone photo as a finished photo", async () => {
  const ran = await runGradphoto(["verify", refusedPhoto, "--lang", "en"]);
  expect(ran.code).toBe(2);
  expect(ran.stdout).toContain("(pixels)");
});

test("wrong usage has its own exit code", async () => {
  const { code, stdout, stderr } = await endOf(startGradphoto(["check"]));
  expect([code, stdout]).toEqual([64, ""]);
  expect(stderr).toContain("missing required argument 'photo'");
});

test.each(["check", "verify"])(
  "%s reports a file that is not a picture as unreadable",
  async (command) => {
    const file = inFolder("notes.jpg");
    await writeFile(file, "these are notes, not pixels");
    const ran = await runGradphoto([command, file]);
    expect(ran.code).toBe(3);
    expect(ran.stdout).toContain("(file-type)");
  },
);

test("a truncated file, an empty file, a missing file and a folder are unreadable", async () => {
  const cut = inFolder("cut.jpg");
  await writeFile(cut, (await readFile(acceptablePhoto)).subarray(0, 200));
  const empty = inFolder("empty.jpg");
  await writeFile(empty, "");
  for (const path of [cut, empty])
    expect(await runGradphoto(["check", path])).toMatchObject({ code: 3, stderr: "" });
  const missing = await runGradphoto(["check", inFolder("nowhere.jpg")]);
  expect(missing).toMatchObject({ code: 3, stdout: "" });
  expect(missing.stderr).toContain("There is no file");
  const folderInput = await runGradphoto(["check", folderOfFaces]);
  expect(folderInput).toMatchObject({ code: 3, stdout: "" });
  expect(folderInput.stderr).toContain("is a folder");
});

test("an unknown spec is wrong usage, and the existing ones are listed", async () => {
  const ran = await runGradphoto(["check", acceptablePhoto, "--spec", "passport"]);
  expect(ran).toMatchObject({ code: 64, stdout: "" });
  for (const { id } of photoSpecs) expect(ran.stderr).toContain(id);
});

test.each([
  ["no command", []],
  ["an unknown command", ["develop"]],
  ["an unknown option", ["check", acceptablePhoto, "--fast"]],
  ["no --out", ["standardize", acceptablePhoto]],
  ["an unknown language", ["check", acceptablePhoto, "--lang", "fr"]],
  ["a folder as --out", ["standardize", acceptablePhoto, "--out", tmpdir()]],
  ["the photo itself as --out", ["standardize", acceptablePhoto, "--out", acceptablePhoto]],
  ["--out that is no JPEG", ["standardize", acceptablePhoto, "--out", join(tmpdir(), "photo.png")]],
  [
    "--out without an extension",
    ["standardize", acceptablePhoto, "--out", join(tmpdir(), "photo")],
  ],
])("%s is wrong usage and reported on stderr", async (_, args) => {
  const ran = await runGradphoto(args);
  expect(ran).toMatchObject({ code: 64, stdout: "" });
  expect(ran.stderr).not.toBe("");
});

test("a missing folder of --out or --report is not created but named in the error", async () => {
  const nowhere = inFolder("nowhere");
  const inside = join(nowhere, "deep", "made.jpg");
  for (const targets of [
    ["--out", inside],
    ["--out", inFolder("made.jpg"), "--report", join(nowhere, "made.json")],
  ]) {
    const ran = await runGradphoto(["standardize", acceptablePhoto, ...targets], {
      LANG: "zh_CN.UTF-8",
    });
    expect(ran).toMatchObject({ code: 64, stdout: "" });
    expect(ran.stderr).toContain(`没有文件夹 ${nowhere}`);
  }
  expect(await readdir(folder)).not.toContain("nowhere");
});

test("another extension of --out is refused with the expected one", async () => {
  const png = await runGradphoto(["standardize", acceptablePhoto, "--out", inFolder("made.png")]);
  expect(png.stderr).toContain("should end in .jpg or .jpeg");
});

test("an accepted photo lists the rules left to a reviewer, and `rules` lists exactly these", async () => {
  const checked = await runGradphoto(["check", acceptablePhoto], { LANG: "zh_CN.UTF-8" });
  expect(checked.stdout).toContain(`另有 ${clausesForPeople.length} 条细则由审核员看`);
  const { code, stdout } = await runGradphoto(["rules", "--lang", "en"]);
  expect(code).toBe(0);
  for (const { rule } of clauseAccuracies) expect(stdout).toContain(rule.text.en);
  const reviewerRules = stdout.slice(stdout.indexOf("looked at by a reviewer"));
  for (const { rule } of clausesForPeople) expect(reviewerRules).toContain(rule.text.en);
});

test("specs lists every spec, as a table and as JSON", async () => {
  const ids = photoSpecs.map(({ id }) => id);
  const listed = await runGradphoto(["specs", "--lang", "zh"]);
  expect(listed).toMatchObject({ code: 0, stderr: "" });
  for (const id of ids) expect(listed.stdout).toContain(`\n${id} `);
  const json = await runGradphoto(["specs", "--json"]);
  expect(JSON.parse(json.stdout)).toEqual(photoSpecs);
});
