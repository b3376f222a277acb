import { beforeEach, expect, test, vi } from "vitest";
import { openFakePlatform } from "../testing/fake-platform.ts";

const fake = openFakePlatform();
vi.mock("../platform/index.ts", () => ({ platform: fake.platform }));

/** The settings as a newly started app reads them. */
async function startWith(stored: string | null) {
  vi.resetModules();
  fake.platform.store.write("gradphoto-settings", stored);
  return import("./settings.ts");
}

beforeEach(() => fake.stored.clear());

test("the first settings follow the device: its language, usual type, its theme", async () => {
  const { readCurrentSettings } = await startWith(null);
  expect(readCurrentSettings()).toEqual({ language: "zh", largeType: false, theme: "auto" });
});

test("what was chosen is there after a restart", async () => {
  const { changeSettings } = await startWith(null);
  changeSettings({ language: "en", largeType: true });
  const { readCurrentSettings } = await startWith(fake.stored.get("gradphoto-settings") ?? null);
  expect(readCurrentSettings()).toEqual({ language: "en", largeType: true, theme: "auto" });
});

test.each(["", "no json", "null", "7", '{"language":"fr","theme":3,"largeType":"yes"}'])(
  "kept settings that are spoilt (%s) count for nothing",
  async (stored) => {
    const { readCurrentSettings } = await startWith(stored);
    expect(readCurrentSettings()).toEqual({ language: "zh", largeType: false, theme: "auto" });
  },
);

test("only the state that was sent along brings a sign-in at WeChat back, once", async () => {
  const { clearWebSignIn, newWebSignIn, webSignInTurn } = await import("./web-sign-in.ts");
  const first = newWebSignIn(1);
  const second = newWebSignIn(2);
  expect(webSignInTurn(first)).toBeNull();
  expect(webSignInTurn("")).toBeNull();
  expect(webSignInTurn(second)).toBe(2);
  clearWebSignIn();
  expect(webSignInTurn(second)).toBeNull();
});

test("everyone who follows a state hears of each change until they leave", async () => {
  const { createState } = await import("./create-state.ts");
  const state = createState(1);
  state.write(2);
  expect(state.read()).toBe(2);
});
