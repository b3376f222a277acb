import { beforeEach, expect, test, vi } from "vitest";
import { openFakePlatform } from "../testing/fake-platform.ts";

const fake = openFakePlatform();
vi.mock("../platform/index.ts", () => ({ platform: fake.platform }));

/** Loads the settings module as a newly started app does. */
async function startWith(stored: string | null) {
  vi.resetModules();
  fake.platform.store.write("gradphoto-settings", stored);
  return import("./settings.ts");
}

beforeEach(() => fake.stored.clear());

test("the initial settings are the device's language, normal type size and the automatic theme", async () => {
  const { readCurrentSettings } = await startWith(null);
  expect(readCurrentSettings()).toEqual({ language: "zh", largeType: false, theme: "auto" });
});

test("restores the selected settings after a restart", async () => {
  const { changeSettings } = await startWith(null);
  changeSettings({ language: "en", largeType: true });
  const { readCurrentSettings } = await startWith(fake.stored.get("gradphoto-settings") ?? null);
  expect(readCurrentSettings()).toEqual({ language: "en", largeType: true, theme: "auto" });
});

test.each(["", "no json", "null", "7", '{"language":"fr","theme":3,"largeType":"yes"}'])(
  "ignores damaged stored settings (%s)",
  async (stored) => {
    const { readCurrentSettings } = await startWith(stored);
    expect(readCurrentSettings()).toEqual({ language: "zh", largeType: false, theme: "auto" });
  },
);

test("accepts a returning WeChat sign-in only with the state last sent, and only once", async () => {
  const { clearWebSignIn, newWebSignIn, webSignInTurn } = await import("./web-sign-in.ts");
  const first = newWebSignIn(1);
  const second = newWebSignIn(2);
  expect(webSignInTurn(first)).toBeNull();
  expect(webSignInTurn("")).toBeNull();
  expect(webSignInTurn(second)).toBe(2);
  clearWebSignIn();
  expect(webSignInTurn(second)).toBeNull();
});

test("a state returns the value last written", async () => {
  const { createState } = await import("./create-state.ts");
  const state = createState(1);
  state.write(2);
  expect(state.read()).toBe(2);
});
