/** Tests the conversion from code values to linear light and back. */
import { expect, it } from "vitest";
import { codeOfLinear, linearOfCode } from "./linear-light.ts";

it("converts every code to linear light and back without change", () => {
  for (let code = 0; code < 256; code++) expect(codeOfLinear(linearOfCode[code]!)).toBeCloseTo(code, 3);
});

it("maps middle grey of 18 percent to about code 118", () => {
  expect(codeOfLinear(0.18)).toBeCloseTo(117.6, 0);
});
