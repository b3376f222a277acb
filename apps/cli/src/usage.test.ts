import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { requestedLanguage } from "./terminal.ts";
import { acceptablePhoto, type Ran, runGradphoto } from "./testing/gradphoto.ts";
import { WriteError, writeAtomically } from "./write-atomically.ts";

const chinese = { LANG: "zh_CN.UTF-8" };
const commands = ["standardize", "check", "verify", "rules", "specs", "sheet", "batch"];

test("--lang takes precedence over LANG in both spellings, and an unsupported --lang is ignored", () => {
  expect(requestedLanguage(["check", "a.jpg", "--lang", "en"], "zh_CN.UTF-8")).toBe("en");
  expect(requestedLanguage(["--lang=zh", "--help"], "C")).toBe("zh");
  expect(requestedLanguage(["check", "--lang", "fr"], "zh_CN")).toBe("zh");
  expect(requestedLanguage(["check", "--lang"], undefined)).toBe("en");
});

test("the help of the program and of each command is in the language of --lang or LANG", async () => {
  const english = await runGradphoto(["--help"]);
  expect(english).toMatchObject({ code: 0, stderr: "" });
  expect(english.stdout).toMatch(/Usage:[\s\S]*Commands:[\s\S]*Exit codes/);
  expect(english.stdout).not.toMatch(/\p{Script=Han}/u);
  const complete = await runGradphoto(["--help", "--lang", "zh"]);
  expect(complete.stdout).toMatch(/用法：[\s\S]*命令：[\s\S]*退出码/);
  const parts: Ran[] = [];
  for (const command of commands) parts.push(await runGradphoto([command, "--help"], chinese));
  for (const { code, stdout } of [complete, ...parts]) {
    expect(code).toBe(0);
    expect(stdout).toMatch(/用法：[\s\S]*选项：/);
    expect(stdout).not.toMatch(/Usage|Options|Commands|default|choices|display|\[options\]/);
  }
});

test.each([
  [[], "命令："],
  [["chek"], "没有命令 chek\n（是否想用 check？）"],
  [["check"], "缺少参数 photo"],
  [["check", "a.jpg", "b.jpg"], "参数太多：应为 1 个，给了 2 个"],
  [["check", "a.jpg", "--fast"], "没有选项 --fast"],
  [["check", "a.jpg", "--lang", "fr"], "选项 --lang <language> 的值“fr”不可用。可选：zh, en。"],
  [["check", "a.jpg", "--spec", "passport"], "的值“passport”不可用。可用的规格：chsi-blue"],
  [["standardize", "a.jpg"], "缺少选项 --out <file>"],
  [["standardize", "a.jpg", "--out"], "选项 --out <file> 后面缺少它的值"],
  [["batch", "photos", "--out", "results", "--jobs", "none"], "应为不小于 1 的整数"],
])("wrong usage %j is reported in Chinese", async (args, words) => {
  const ran = await runGradphoto(args, chinese);
  expect(ran).toMatchObject({ code: 64, stdout: "" });
  expect(ran.stderr).toContain(words);
  expect(ran.stderr).not.toContain("error");
});

test("--lang works before the command as well as after it", async () => {
  const ran = await runGradphoto(["--lang", "en", "specs"], chinese);
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  expect(ran.stdout).not.toMatch(/\p{Script=Han}/u);
});

test("wrong usage is reported in English with --lang en", async () => {
  const ran = await runGradphoto(["standardize", acceptablePhoto, "--lang", "en"], chinese);
  expect(ran.code).toBe(64);
  expect(ran.stderr).toContain("required option '--out <file>' not specified");
});

test("--version prints only the version of the package", async () => {
  const { version } = JSON.parse(
    await readFile(new URL("../package.json", import.meta.url), "utf8"),
  );
  expect(await runGradphoto(["--version"], chinese)).toEqual({
    code: 0,
    stdout: `${version}\n`,
    stderr: "",
  });
});

test("a refusal of the file system is reported in words, and no partial file is left", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gradphoto-"));
  try {
    const tooLong = await writeAtomically(join(folder, `${"a".repeat(300)}.jpg`), "x").catch(
      (error: unknown) => error,
    );
    expect(tooLong).toBeInstanceOf(WriteError);
    expect(tooLong).toMatchObject({ problem: { zh: "文件名太长，请换一个短些的。" } });
    const missing = await writeAtomically(join(folder, "gone", "a.jpg"), "x").catch(
      (error: unknown) => error,
    );
    expect(missing).toMatchObject({
      problem: { en: expect.stringContaining("There is no folder") },
    });
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
