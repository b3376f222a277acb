import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { webStore } from "./web-store.ts";

const denied = () => {
  throw new DOMException("denied", "SecurityError");
};

beforeEach(() =>
  vi.stubGlobal("localStorage", { getItem: denied, setItem: denied, removeItem: denied }),
);
afterEach(() => vi.unstubAllGlobals());

test("remembers a value until the page is closed if the browser stores nothing", () => {
  expect(webStore.read("key")).toBeNull();
  webStore.write("key", "text");
  expect(webStore.read("key")).toBe("text");
  webStore.write("key", null);
  expect(webStore.read("key")).toBeNull();
});

test("returns the newer value if storing it failed, not the older stored one", () => {
  vi.stubGlobal("localStorage", { getItem: () => "older", setItem: denied, removeItem: denied });
  webStore.write("key", "newer");
  expect(webStore.read("key")).toBe("newer");
});
