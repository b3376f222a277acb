import { afterEach, expect, test, vi } from "vitest";
import { proveCanvas } from "./prove-canvas.ts";
import { stubCanvas } from "./testing/stub-canvas.ts";

afterEach(() => vi.unstubAllGlobals());

test("accepts a canvas that returns what was drawn", async () => {
  stubCanvas();
  await expect(proveCanvas()).resolves.toBeUndefined();
});

test("rejects a canvas that changes one bit of one pixel", async () => {
  stubCanvas((rgba) => {
    rgba[4001] = rgba[4001]! ^ 1;
  });
  await expect(proveCanvas()).rejects.toThrow("falsifies");
});

test("rejects a browser without canvases", async () => {
  await expect(proveCanvas()).rejects.toThrow();
});
