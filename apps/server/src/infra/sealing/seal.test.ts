import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createSealer, SealError, type Sealed } from "./seal.ts";

const key = { id: "k1", key: randomBytes(32) };
const newer = { id: "k2", key: randomBytes(32) };
const sealer = createSealer([key], randomBytes);
const place = { column: "persons.name", rowId: "7e1f2a0c-0000-4000-8000-000000000001" };
const text = "测试·阿卜杜拉 𠮷";

const failure = (open: () => string): Error => {
  try {
    open();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("it opened");
};

describe("sealing", () => {
  test("a sealed text opens in the row and column in which it was sealed", () => {
    expect(sealer.open(sealer.seal(text, place), place)).toBe(text);
    expect(sealer.open(sealer.seal("", place), place)).toBe("");
  });

  test("sealing the same text twice gives different values that do not contain the text", () => {
    const sealed = sealer.seal(text, place);
    expect(sealer.seal(text, place)).not.toBe(sealed);
    expect(sealed).toMatch(/^sealed:k1:[\w-]{16}:[\w-]+$/);
  });

  test("a sealed text opens with an older key of the ring, and the newest key seals", () => {
    const old = sealer.seal(text, place);
    const ring = createSealer([newer, key], randomBytes);
    expect(ring.open(old, place)).toBe(text);
    expect(ring.seal(text, place)).toMatch(/^sealed:k2:/);
  });
});

describe("sealed texts that do not open", () => {
  const sealed = sealer.seal(text, place);

  test.each([
    ["in another row", { ...place, rowId: "7e1f2a0c-0000-4000-8000-000000000002" }],
    ["in another column", { ...place, column: "persons.student_number" }],
    [
      "where column and row together read the same",
      { column: "persons.nam", rowId: `e${place.rowId}` },
    ],
  ])("does not open %s", (_where, other) => {
    expect(failure(() => sealer.open(sealed, other))).toBeInstanceOf(SealError);
  });

  test("does not open when any character was changed", () => {
    const start = "sealed:k1:".length;
    for (let index = start; index < sealed.length; index++) {
      const letter = sealed[index] === "A" ? "B" : "A";
      const changed: Sealed = `sealed:${sealed.slice("sealed:".length, index)}${letter}${sealed.slice(index + 1)}`;
      const sameBytes = changed
        .split(":")
        .map((part) => Buffer.from(part, "base64url").toString("hex"))
        .join();
      if (
        sameBytes ===
        sealed
          .split(":")
          .map((part) => Buffer.from(part, "base64url").toString("hex"))
          .join()
      )
        continue;
      expect(failure(() => sealer.open(changed, place))).toBeInstanceOf(SealError);
    }
  });

  test("does not open with another key of the same id or without the key", () => {
    const wrong = createSealer([{ id: "k1", key: randomBytes(32) }], randomBytes);
    expect(failure(() => wrong.open(sealed, place))).toBeInstanceOf(SealError);
    const without = createSealer([newer], randomBytes);
    expect(failure(() => without.open(sealed, place)).message).toContain("not in the key ring");
  });

  test.each(["sealed:", "sealed:k1", "sealed:k1::", "sealed:k1:AAAAAAAAAAAAAAAA:AA"] as const)(
    "does not open %s",
    (broken) => {
      expect(failure(() => sealer.open(broken, place))).toBeInstanceOf(SealError);
    },
  );

  test("reveals nothing about the content in the error", () => {
    const { message, cause } = failure(() => sealer.open(sealed, { ...place, rowId: "other" }));
    expect(message).toBe("A sealed persons.name was changed, or belongs to another row");
    expect(cause).toBeUndefined();
  });
});

test.each([
  ["no key", []],
  ["a short key", [{ id: "k1", key: randomBytes(16) }]],
  ["two keys of one id", [key, { ...newer, id: "k1" }]],
  ["an id with a colon", [{ ...key, id: "k:1" }]],
])("refuses a ring with %s", (_what, keys) => {
  expect(() => createSealer(keys, randomBytes)).toThrow(SealError);
});
