import { expect, test } from "vitest";
import { stepWords } from "./collection-words.ts";

test("labels a step with its action and resulting state, without repetition", () => {
  expect(stepWords("Approve", "Approved")).toBe("Approved");
  expect(stepWords("通过", "审核通过")).toBe("审核通过");
  expect(stepWords("不通过", "审核未通过")).toBe("不通过 · 审核未通过");
  expect(stepWords("Submit", "In review")).toBe("Submit · In review");
});
