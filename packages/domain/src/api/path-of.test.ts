import { expect, test } from "vitest";
import { pathOf } from "./route-table.ts";

test("builds an address from the route's path with encoded parameters", () => {
  expect(pathOf("downloadPhoto", { collectionId: "c 1", attemptId: "a/2" })).toBe(
    "/v1/collections/c%201/attempts/a%2F2/photo",
  );
});

test("appends the query and omits undefined values", () => {
  const params = { collectionId: "c", attemptId: "a" };
  expect(pathOf("downloadPrintSheet", params, { paper: "5-inch", copies: undefined })).toBe(
    "/v1/collections/c/attempts/a/print-sheet?paper=5-inch",
  );
});
