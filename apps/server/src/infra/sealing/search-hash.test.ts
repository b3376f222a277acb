import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createSearchHash, sameHash } from "./search-hash.ts";

const hash = createSearchHash(randomBytes(32));

describe("search hash", () => {
  test("equal values have the same hash, and different values have different hashes", () => {
    expect(hash("identity", "TEST00000000000000")).toBe(hash("identity", "TEST00000000000000"));
    expect(hash("identity", "TEST00000000000000")).not.toBe(hash("identity", "TEST00000000000001"));
    expect(hash("identity", "TEST")).toMatch(/^hmac:[0-9a-f]{64}$/);
  });

  test("hashes cannot be linked between purposes, rows or keys", () => {
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
  ])("%s hashes like the same phone number in international notation", (phone) => {
    expect(hash("phone", phone)).toBe(hash("phone", "+8613800138000"));
  });

  test("a foreign phone number and a Chinese one with the same digits have different hashes", () => {
    expect(hash("phone", "+1 380 013 8000 0")).not.toBe(hash("phone", "13800138000"));
  });

  test("a lower-case x and full-width digits hash like their normal forms", () => {
    expect(hash("id-last-four", " 12３x ")).toBe(hash("id-last-four", "123X"));
  });

  test("upper and lower case have different hashes for ids of external systems that distinguish them", () => {
    expect(hash("wechat-openid", "oAbc")).not.toBe(hash("wechat-openid", "oabc"));
  });
});

test("sameHash is true only for equal hashes", () => {
  expect(sameHash(hash("phone", "1"), hash("phone", "1"))).toBe(true);
  expect(sameHash(hash("phone", "1"), hash("phone", "2"))).toBe(false);
  expect(sameHash(hash("phone", "1"), "hmac:")).toBe(false);
});

test("a short key is refused", () => {
  expect(() => createSearchHash(randomBytes(16))).toThrow("32 bytes");
});
