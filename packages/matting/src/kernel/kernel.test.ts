/** Tests the conversion from code values to linear light and back, the stages' arguments, and their shared memory. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { kernelFile } from "../node.ts";
import { codeOfLinear, kernelOver, linearOfCode } from "./kernel.ts";
import { instantiateStages, stageArguments } from "./stages.ts";

it("converts every code to linear light and back without change", () => {
  for (let code = 0; code < 256; code++)
    expect(codeOfLinear(linearOfCode[code]!)).toBeCloseTo(code, 3);
});

it("maps middle grey of 18 percent to about code 118", () => {
  expect(codeOfLinear(0.18)).toBeCloseTo(117.6, 0);
});

const assembly = new URL("../../assembly/", import.meta.url);
const source = readdirSync(assembly)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(new URL(name, assembly), "utf8"))
  .join("\n");

it.each(Object.entries(stageArguments))(
  "%s takes its arguments in the order of its source",
  (name, expected) => {
    const [, list = ""] =
      new RegExp(`^export function ${name}\\(([^)]*)\\)`, "m").exec(source) ?? [];
    const written = list.split(",").flatMap((parameter) => /^\s*(\w+):/.exec(parameter)?.[1] ?? []);
    expect(written).toEqual(expected);
  },
);

it("gives the same bytes whatever its memory contains", async () => {
  const [width, height] = [21, 34];
  const shares = Float32Array.from({ length: width * height }, (_, i) => Math.abs(Math.sin(i)));
  const rgb = Uint8Array.from({ length: 3 * width * height }, (_, i) => (i * 37) % 256);
  const input = { width, height, rgb, personAlpha: shares, hair: shares };
  const memory = new WebAssembly.Memory({ initial: 1 });
  const kernel = kernelOver(await instantiateStages(await kernelFile(), memory), memory);
  const fromZeros = kernel.cutOut(input);
  // Four of these bytes are a float that is not a number.
  new Uint8Array(memory.buffer).fill(255);
  expect(kernel.cutOut(input)).toEqual(fromZeros);
});
