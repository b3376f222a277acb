import { expect, test } from "vitest";
import { createRequestBound } from "./uploads.ts";

const rule = { hits: 2, windowS: 10 };

test("an address over its limit is refused until the window ends and then has its full limit again", () => {
  const waitOf = createRequestBound(rule);
  expect([waitOf("a", 0), waitOf("a", 1), waitOf("a", 2500)]).toEqual([null, null, 8]);
  expect(waitOf("b", 2500)).toBeNull();
  expect(waitOf("a", 10_000)).toBeNull();
});

test("addresses beyond the maximum number share one counter, which bounds the memory", () => {
  const waitOf = createRequestBound(rule);
  for (let network = 0; network < 100_000; network++) waitOf(String(network), 0);
  expect([waitOf("one more", 0), waitOf("another", 0), waitOf("a third", 0)]).toEqual([null, null, 10]);
  expect(waitOf("7", 0)).toBeNull();
});
