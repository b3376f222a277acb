import { expect, test } from "vitest";
import { linkOf } from "./seen-waiting.ts";

test.each([
  ["/review", "", "/review"],
  ["/review", "?project=1", "/review?project=1"],
  ["/review?otherwise=shown", "?project=1", "/review?project=1&otherwise=shown"],
  ["/review?otherwise=shown", "?otherwise=shown", "/review?otherwise=shown"],
])("a link to %s on the desk with query %j stays within the current selection", (place, search, expected) => {
  expect(linkOf(place, { pathname: "/review", search })).toBe(expected);
});

test("links from another page, and links to a list, add no query", () => {
  expect(linkOf("/review", { pathname: "/quality", search: "?project=1" })).toBe("/review");
  expect(linkOf("/service-cases", { pathname: "/service-cases", search: "?whose=handed-over" })).toBe("/service-cases");
});
