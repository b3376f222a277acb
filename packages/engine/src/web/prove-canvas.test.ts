import { afterEach, expect, test, vi } from "vitest";
import { proveCanvas } from "./prove-canvas.ts";
import { stubCanvas } from "./testing/stub-canvas.ts";

afterEach(() => vi.unstubAllGlobals());

test("a canvas that gives back what was drawn is good enough", async () => {
  stubCanvas();
  await expect(proveCanvas()).resolves.toBeUndefined();
});

test("one that changes the least of one pixel is not", async () => {
  stubCanvas((rgba) => {
    rgba[4001] = rgba[4001]! ^ 1;
  });
  await expect(proveCanvas()).rejects.toThrow("falsifies");
});

test("neither is a browser without canvases", async () => {
  await expect(proveCanvas()).rejects.toThrow();
});
