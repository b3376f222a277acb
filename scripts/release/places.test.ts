import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../ensure-installed.mjs";
import { decoders } from "./places.ts";

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/\.test\.ts$|testing\//.test(name))
    .map((name) => join(folder, name).replaceAll("\\", "/"));

test("a release contains the entry file of every process that decodes uploaded files", () => {
  const entries = ["packages/engine/src/node", "apps/server/src"].flatMap(sourcesIn).flatMap((source) => {
    const text = readFileSync(join(root, source), "utf8");
    const names = [...text.matchAll(/entry: new URL\("\.\/([\w-]+\.ts)", import\.meta\.url\)/g)];
    return names.map(([, name = ""]) => source.replace(/[^/]+$/, name));
  });
  expect(entries.length).toBeGreaterThan(3);
  expect([...new Set(entries)].sort()).toEqual([...decoders].sort());
});
