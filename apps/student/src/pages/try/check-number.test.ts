import { describe, expect, it } from "vitest";
import { checkNumberOf, hashOfChecked } from "./check-number.ts";

const source = { sha256: "a".repeat(64), width: 3, height: 4, format: "jpeg", exifOrientation: 1 };
const output = { file: null, width: 480, height: 640, bytes: 1, quality: 90, dpi: 300, sha256: "b".repeat(64) };
const engine = { version: "1.0.0", models: [] };

describe("the number of a check", () => {
  it("is two groups of four that are read out, and the same for the same photo", () => {
    const number = checkNumberOf({ source, output, engine });
    expect(number).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
    expect(checkNumberOf({ source, output: { ...output }, engine })).toBe(number);
  });

  it("is another for another photo and for another engine", () => {
    const number = checkNumberOf({ source, output, engine });
    expect(checkNumberOf({ source, output: { ...output, sha256: "c".repeat(64) }, engine })).not.toBe(number);
    expect(checkNumberOf({ source, output, engine: { ...engine, version: "1.0.1" } })).not.toBe(number);
  });

  it("stands on the file itself where no standard photo was made", () => {
    expect(hashOfChecked({ source, output: null })).toBe(source.sha256);
    expect(hashOfChecked({ source, output })).toBe(output.sha256);
  });
});
