import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { programs } from "../../apps/server/src/programs/programs.ts";
import { root } from "../ensure-installed.mjs";
import { bundlePrograms } from "./bundle.ts";
import { decoders, storedFiles } from "./places.ts";

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/\.test\.ts$|testing\//.test(name))
    .map((name) => join(folder, name).replaceAll("\\", "/"));

test("a release contains the entry file of every process that decodes uploaded files", () => {
  const entries = ["packages/engine/src/node", "apps/server/src"]
    .flatMap(sourcesIn)
    .flatMap((source) => {
      const text = readFileSync(join(root, source), "utf8");
      const names = [...text.matchAll(/entry: new URL\("\.\/([\w-]+\.ts)", import\.meta\.url\)/g)];
      return names.map(([, name = ""]) => source.replace(/[^/]+$/, name));
    });
  expect(entries.length).toBeGreaterThan(3);
  expect([...new Set(entries)].sort()).toEqual([...decoders].sort());
});

test("a release contains nothing of the demo, the sandbox or e2e", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-bundle-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const bundledFiles = await bundlePrograms(Object.keys(programs), folder);
  expect(bundledFiles).toContain("apps/server/src/programs/api.ts");
  const isShipped = (path: string): boolean => !/^(apps\/(dev|sandbox)|e2e)\//.test(path);
  expect([...bundledFiles, ...storedFiles].filter((path) => !isShipped(path))).toEqual([]);
});
