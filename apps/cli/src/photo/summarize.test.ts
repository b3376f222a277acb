import type { Finding, Verdict } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { countOf, leftToAPerson, summarize } from "./summarize.ts";

const finding = (id: string, verdict: Verdict): Finding => {
  const words = (kind: string) => ({ zh: `${id}${kind}`, en: `${id} ${kind}` });
  return {
    id,
    verdict,
    value: 1,
    unit: "px",
    limit: {},
    title: words("title"),
    message: words("message"),
    advice: words("advice"),
    clause: { id, ...words("clause") },
    overlay: null,
  };
};

test("each finding is one block with measurement and advice, refusals first", () => {
  const blocks = summarize(
    [finding("dark", "warn"), finding("blur", "fail"), finding("mask", "pass")],
    "en",
  );
  expect(blocks).toHaveLength(2);
  expect(blocks[0]).toMatch(/blur title[\s\S]*blur message[\s\S]*blur advice/);
  expect(blocks[1]).toContain("dark title");
});

test("identical advice of adjacent findings is printed once, after the last one", () => {
  const advice = { zh: "重新制作", en: "Make it again" };
  const blocks = summarize(
    [
      { ...finding("dark", "fail"), advice },
      { ...finding("blur", "fail"), advice },
    ],
    "en",
  );
  expect(blocks[0]).not.toContain("Make it again");
  expect(blocks[1]).toContain("→ Make it again");
});

test("findings of one family are summarised as the strongest one", () => {
  const family = [
    finding("hair-over-brows", "warn"),
    finding("hair-over-eyes", "fail"),
    finding("hair-over-forehead", "fail"),
  ];
  const blocks = summarize(family, "zh");
  expect(blocks).toHaveLength(1);
  expect(blocks[0]).toContain("hair-over-eyes");
  expect(countOf(family, "fail")).toBe(1);
  expect(countOf(family, "warn")).toBe(0);
});

test("checks without a verdict are one line with the first few names", () => {
  const blocks = summarize(
    Array.from({ length: 9 }, (_, at) => finding(`check-${at}`, "unsure")),
    "en",
  );
  expect(blocks).toEqual([expect.stringMatching(/\(9\): check-0 title.*check-5 title and more$/)]);
});

test("the summary counts the checks left to a person, and omits the line when all passed", () => {
  const left = leftToAPerson([finding("a", "warn"), finding("b", "unsure"), finding("c", "pass")]);
  expect(left?.en).toBe("1 to be looked at by a person, 1 could not be judged");
  expect(leftToAPerson([finding("a", "pass")])).toBeNull();
  expect(leftToAPerson([{ ...finding("a", "unsure"), unstated: true }])).toBeNull();
});
