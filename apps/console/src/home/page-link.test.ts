import { expect, test } from "vitest";
import { linkOf } from "./seen-waiting.ts";

test.each([
  ["/review", "", "/review"],
  ["/review", "?project=1", "/review?project=1"],
  ["/review?otherwise=shown", "?project=1", "/review?project=1&otherwise=shown"],
  ["/review?otherwise=shown", "?otherwise=shown", "/review?otherwise=shown"],
])("%s leads on at the desk where it is at %j", (place, search, expected) => {
  expect(linkOf(place, { pathname: "/review", search })).toBe(expected);
});

test("from elsewhere, and to a list, it leads to just that", () => {
  expect(linkOf("/review", { pathname: "/quality", search: "?project=1" })).toBe("/review");
  expect(linkOf("/service-cases", { pathname: "/service-cases", search: "?whose=handed-over" })).toBe("/service-cases");
});
