import { expect, test } from "vitest";
import { manifestCsv } from "./batch-command.ts";

test("names with commas, quotes and line breaks stay in one cell", () => {
  const csv = manifestCsv([{ how: "broken", file: 'Li, "Lily"\n.jpg', reason: { zh: "", en: "" }, unwritten: false }]);
  expect(csv).toContain('"Li, ""Lily""\n.jpg",broken,');
});
