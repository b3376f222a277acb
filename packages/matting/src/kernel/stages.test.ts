import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { stageArguments } from "./stages.ts";

const assembly = new URL("../../assembly/", import.meta.url);
const source = readdirSync(assembly)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(new URL(name, assembly), "utf8"))
  .join("\n");

it.each(Object.entries(stageArguments))("%s takes its arguments in the order of its source", (name, expected) => {
  const [, list = ""] = new RegExp(`^export function ${name}\\(([^)]*)\\)`, "m").exec(source) ?? [];
  const written = list.split(",").flatMap((parameter) => /^\s*(\w+):/.exec(parameter)?.[1] ?? []);
  expect(written).toEqual(expected);
});
