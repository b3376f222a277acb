import { expect, test } from "vitest";
import { familyOf } from "../photo-standard/group-findings.ts";
import { photoRules } from "../photo-standard/photo-rules.ts";
import {
  isReviewReason,
  reviewerReasonCodes,
  reviewReasonGroups,
  reviewReasons,
} from "./review-reasons.ts";

const rows = Object.entries(reviewReasons);
const checks = new Set(
  Object.values(photoRules).flatMap(({ owner }) => (owner === "person" ? [] : [...owner])),
);
const families = new Set([...checks].flatMap((id) => familyOf(id)));

test("every reason has a label and advice in both languages, and names only existing checks", () => {
  for (const [code, { label, advice, checks: named }] of rows) {
    for (const words of [label.zh, label.en, advice.zh, advice.en])
      expect(words, code).toMatch(/\S/);
    for (const id of named) expect(families.has(id), `${code}: ${id}`).toBe(true);
  }
});

test("every check on a processed photo belongs to a reviewer's reason", () => {
  const named = new Set<string>(
    reviewerReasonCodes.flatMap((code) => [...reviewReasons[code].checks]),
  );
  const unread: ReadonlySet<string> = new Set(photoRules.readable.owner);
  expect([...checks].filter((id) => !named.has(id) && !unread.has(id))).toEqual([]);
});

test("every group has reasons, and reviewers cannot choose those of the registry", () => {
  expect(new Set(rows.map(([, { group }]) => group))).toEqual(
    new Set(Object.keys(reviewReasonGroups)),
  );
  expect(reviewerReasonCodes.filter((code) => code.startsWith("registry"))).toEqual([]);
  expect(isReviewReason("toString")).toBe(false);
});

test("every reason for reviewers has a unique key", () => {
  const keys = reviewerReasonCodes.map((code) => reviewReasons[code].key);
  expect(keys.filter((key) => key === null || !/^[a-z1-9]$/.test(key))).toEqual([]);
  expect(new Set(keys).size).toBe(keys.length);
});
