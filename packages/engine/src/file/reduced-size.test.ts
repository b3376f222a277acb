import { expect, test } from "vitest";
import { reducedSize } from "./read-header.ts";

test("by two a pixel that is left over is kept, by three and more it is dropped", () => {
  expect(reducedSize({ width: 2245, height: 3000 }, 2)).toEqual({ width: 1123, height: 1500 });
  expect(reducedSize({ width: 3000, height: 4000 }, 3)).toEqual({ width: 1000, height: 1333 });
});

test("however narrow a picture is, something of it stays", () => {
  expect(reducedSize({ width: 1, height: 9000 }, 6)).toEqual({ width: 1, height: 1500 });
});
