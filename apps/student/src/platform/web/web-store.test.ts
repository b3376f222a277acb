import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { webStore } from "./web-store.ts";

const denied = () => {
  throw new DOMException("denied", "SecurityError");
};

beforeEach(() => vi.stubGlobal("localStorage", { getItem: denied, setItem: denied, removeItem: denied }));
afterEach(() => vi.unstubAllGlobals());

test("a browser that keeps nothing still remembers until the page is left", () => {
  expect(webStore.read("key")).toBeNull();
  webStore.write("key", "text");
  expect(webStore.read("key")).toBe("text");
  webStore.write("key", null);
  expect(webStore.read("key")).toBeNull();
});

test("where there was no room, the newer text counts and not the older one that was kept", () => {
  vi.stubGlobal("localStorage", { getItem: () => "older", setItem: denied, removeItem: denied });
  webStore.write("key", "newer");
  expect(webStore.read("key")).toBe("newer");
});
