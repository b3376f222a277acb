/** Tests the conversion from code values to linear light and back, and the arguments of the stages. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { codeOfLinear, linearOfCode } from "./kernel.ts";
import { stageArguments } from "./stages.ts";

it("converts every code to linear light and back without change", () => {
  for (let code = 0; code < 256; code++) expect(codeOfLinear(linearOfCode[code]!)).toBeCloseTo(code, 3);
});

it("maps middle grey of 18 percent to about code 118", () => {
  expect(codeOfLinear(0.18)).toBeCloseTo(117.6, 0);
});

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
