import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createSearchHash, sameHash } from "./search-hash.ts";

const hash = createSearchHash(randomBytes(32));

describe("a search hash", () => {
  test("is the same for the same value, and another for any other", () => {
    expect(hash("identity", "TEST00000000000000")).toBe(hash("identity", "TEST00000000000000"));
    expect(hash("identity", "TEST00000000000000")).not.toBe(hash("identity", "TEST00000000000001"));
    expect(hash("identity", "TEST")).toMatch(/^hmac:[0-9a-f]{64}$/);
  });

  test("cannot be linked between purposes, rows or keys", () => {
    const others = [
      hash("student-number", "1234"),
      hash("id-last-four", "1234"),
      hash("id-last-four", "1234", "row-1"),
      hash("id-last-four", "1234", "row-2"),
      createSearchHash(randomBytes(32))("student-number", "1234"),
    ];
    expect(new Set(others).size).toBe(others.length);
  });

  test.each([
    "13800138000",
    "138 0013 8000",
    "138-0013-8000",
    "+86 138 0013 8000",
    "008613800138000",
    "１３８００１３８０００",
  ])("takes %s for the same phone", (phone) => {
    expect(hash("phone", phone)).toBe(hash("phone", "+8613800138000"));
  });

  test("keeps foreign phones apart", () => {
    expect(hash("phone", "+1 380 013 8000 0")).not.toBe(hash("phone", "13800138000"));
  });

  test("takes a small x and full-width digits for the same identity", () => {
    expect(hash("id-last-four", " 12３x ")).toBe(hash("id-last-four", "123X"));
  });

  test("keeps upper and lower case apart where the outside does", () => {
    expect(hash("wechat-openid", "oAbc")).not.toBe(hash("wechat-openid", "oabc"));
  });
});

test("compares two hashes", () => {
  expect(sameHash(hash("phone", "1"), hash("phone", "1"))).toBe(true);
  expect(sameHash(hash("phone", "1"), hash("phone", "2"))).toBe(false);
  expect(sameHash(hash("phone", "1"), "hmac:")).toBe(false);
});

test("refuses a short key", () => {
  expect(() => createSearchHash(randomBytes(16))).toThrow("32 bytes");
});
