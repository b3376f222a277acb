/** Built sources: never stale, never half a file, and no need of a folder that can be written. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { importBuilt } from "./import-built.mjs";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "built-"));
  mkdirSync(join(root, "src", "inner"), { recursive: true });
  writeFileSync(join(root, "package.json"), '{ "type": "module" }');
  writeFileSync(join(root, "src", "main.ts"), 'export { inner as said, place } from "./inner/inner.ts";');
  writeInner("first");
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const writeInner = (word: string): void =>
  writeFileSync(
    join(root, "src", "inner", "inner.ts"),
    `export const inner: string = "${word}";\nexport const place: string = import.meta.url;`,
  );
const at = (path: string): URL => pathToFileURL(join(root, path));
const importMain = () => importBuilt(at("src/main.ts"), at("build/"));
const built = (): string[] => readdirSync(join(root, "build")).sort();

test("builds once, and a source finds what lies beside itself", async () => {
  expect(await importMain()).toMatchObject({ said: "first", place: at("src/inner/inner.ts").href });
  const [folder, ...others] = built();
  expect(others).toEqual(["src-main.json"]);
  expect(await importMain()).toMatchObject({ said: "first" });
  expect(built()).toEqual([folder, ...others]);
});

test("a source that changed, however deep, is built anew and the older file goes", async () => {
  await importMain();
  const before = built();
  writeInner("second");
  expect(await importMain()).toMatchObject({ said: "second" });
  expect(built()).toHaveLength(2);
  expect(built()).not.toEqual(before);
});

test("what is loaded when it is needed waits with the packages that it needs", async () => {
  writeFileSync(join(root, "src", "main.ts"), 'export const later = () => import("./inner/inner.ts");');
  writeFileSync(join(root, "src", "inner", "inner.ts"), 'import "not-installed"; export const inner = "late";');
  expect(await importMain()).toMatchObject({ later: expect.any(Function) });
});

test("a fault is told by its place in the sources", async () => {
  writeFileSync(join(root, "src", "main.ts"), 'type Long = {};\n\nexport const { stack } = new Error("told");');
  process.setSourceMapsEnabled(true);
  try {
    expect(await importMain()).toMatchObject({ stack: expect.stringContaining(`${join("src", "main.ts")}:3`) });
  } finally {
    process.setSourceMapsEnabled(false);
  }
});

test.each([
  ["the built file was cut short", "main.mjs"],
  ["a file beside it was cut short", "main.mjs.map"],
])("%s: it is built anew", async (_, file) => {
  await importMain();
  const [folder = ""] = built();
  writeFileSync(join(root, "build", folder, file), "{");
  expect(await importMain()).toMatchObject({ said: "first" });
  expect(readFileSync(join(root, "build", folder, file), "utf8")).not.toBe("{");
});

test("the record was cut short: it is built anew", async () => {
  await importMain();
  writeFileSync(join(root, "build", "src-main.json"), "{");
  writeInner("third");
  expect(await importMain()).toMatchObject({ said: "third" });
  expect(built()).toHaveLength(2);
});

test("where nothing can be written the source itself is loaded", async () => {
  writeFileSync(join(root, "build"), "a file where the folder should be");
  expect(await importMain()).toMatchObject({ said: "first" });
});
