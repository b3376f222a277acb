import { expect, test, vi } from "vitest";
import { findCollectionCode } from "./find-collection-code.ts";

const [code, poster] = ["GPC1.sim1.Ab0_.BBBB", "https://example.org/poster"];
const valid = (...texts: readonly string[]) =>
  vi.fn(async () => texts.map((text) => ({ text, isValid: true })));

test("ends with the attempt that reads a collection code", async () => {
  const [first, second, third] = [valid(), valid(poster, code), valid()];
  expect(await findCollectionCode([first, second, third])).toBe(code);
  expect(third).not.toHaveBeenCalled();
});

test("another code does not end the attempts, and is the result if there is no collection code", async () => {
  expect(await findCollectionCode([valid(poster), valid(code)])).toBe(code);
  expect(await findCollectionCode([valid(), valid(poster), valid("later")])).toBe(poster);
});

test("ignores damaged and empty codes", async () => {
  const damaged = async () => [{ text: code, isValid: false }];
  expect(await findCollectionCode([damaged, valid("")])).toBeNull();
});

test("begins no further attempt once the time is used up, and returns the other code or none", async () => {
  let nowMs = 0;
  const budget = { nowMs: () => nowMs, budgetMs: 1500 };
  const slow = (...texts: readonly string[]) =>
    vi.fn(async () => {
      nowMs += 750;
      return texts.map((text) => ({ text, isValid: true }));
    });
  const late = valid(code);
  expect(await findCollectionCode([slow(poster), slow(), late], budget)).toBe(poster);
  expect(await findCollectionCode([slow(), slow(), late], budget)).toBeNull();
  expect(late).not.toHaveBeenCalled();
  expect(await findCollectionCode([slow(poster), late], budget)).toBe(code);
});
