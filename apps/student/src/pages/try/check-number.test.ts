import { describe, expect, it } from "vitest";
import { checkNumberOf } from "./check-number.ts";

const source = { sha256: "a".repeat(64), width: 3, height: 4, format: "jpeg", exifOrientation: 1 };
const spec = "chsi-blue";
const engine = { version: "1.0.0", models: [] };

describe("the number of a check", () => {
  it("has two groups of four characters, and is stable for the same photo", () => {
    const number = checkNumberOf({ source, spec, engine });
    expect(number).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
    expect(checkNumberOf({ source: { ...source }, spec, engine })).toBe(number);
  });

  it("differs for another photo, another spec or another engine", () => {
    const number = checkNumberOf({ source, spec, engine });
    expect(checkNumberOf({ source: { ...source, sha256: "c".repeat(64) }, spec, engine })).not.toBe(
      number,
    );
    expect(checkNumberOf({ source, spec: "cn-two-inch", engine })).not.toBe(number);
    expect(checkNumberOf({ source, spec, engine: { ...engine, version: "1.0.1" } })).not.toBe(
      number,
    );
  });
});
