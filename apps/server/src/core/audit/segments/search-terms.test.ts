import { expect, test } from "vitest";
import { type AuditSearch, matchesSearch, mayMatchSearch } from "./search-terms.ts";

const entry = {
  at: new Date("2024-05-01T00:00:00Z"),
  actor: "reviewer:1",
  action: "look-at-picture",
  subject: 'attempt:"毕业"\\1',
  details: { run: "r1", export: "e1", note: "audit" },
};
const { subject } = entry;

test.each<[string, AuditSearch, boolean]>([
  ["everything", {}, true],
  ["its action", { actions: ["x", "look-at-picture"] }, true],
  ["another action", { actions: ["move:pay"] }, false],
  ["a part of its action", { actions: ["look"] }, false],
  ["its subject, of any content", { subjects: [subject] }, true],
  ["its subject and another action", { subjects: [subject], actions: ["x"] }, false],
  ["no subject", { subjects: [] }, false],
  ["its run and export", { runId: "r1", exportIds: ["e2", "e1"] }, true],
  ["another run", { runId: "e1" }, false],
])(
  "a search for %s has the same result on the stored line as on the entry",
  (_what, search, isMatched) => {
    expect(matchesSearch(search)(entry)).toBe(isMatched);
    expect(mayMatchSearch(search)(JSON.stringify(entry))).toBe(isMatched);
  },
);

test("a search by actor or time cannot be decided without parsing the line", () => {
  for (const search of [{ role: "x" }, { actorIds: ["x"] }, { until: new Date(0) }]) {
    expect(matchesSearch(search)(entry)).toBe(false);
    expect(mayMatchSearch(search)(JSON.stringify(entry))).toBe(true);
  }
});
