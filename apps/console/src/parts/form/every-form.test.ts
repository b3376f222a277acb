import { expect, test } from "vitest";
import { isWithin } from "./rules.ts";

/** Forms whose input is no work: a secret that must not stay, or a choice that takes effect at once. */
const withoutWork: Readonly<Record<string, string>> = {
  "staff/sign-in.tsx": "password and one-time code",
  "staff/identity-buttons.tsx": "one-time code",
  "staff/password-form.tsx": "passwords",
  "staff/totp-form.tsx": "password and one-time code",
  "service-desk/collection-page.tsx": "four digits that a caller says",
  "health/health-actions.tsx": "the phone number of a test message",
  "photo-standard/limit-form.tsx": "numbers to try, which the address keeps",
  "parts/photo-export.tsx": "three choices with defaults",
};

const sources = import.meta.glob<string>("/apps/console/src/**/*.tsx", {
  query: "?raw",
  import: "default",
  eager: true,
});
const files = Object.entries(sources).map(([path, text]) => ({
  path: path.replace(/^.*\/console\/src\//, ""),
  text,
}));

/** A form of the library, or the input of a sheet. */
const forms = files.filter(({ text }) => /<(Form|SheetText)[\s>]/.test(text));

test("every form asks before its input is left, except those whose input is no work", () => {
  expect(forms.length).toBeGreaterThan(10);
  const silent = forms
    .filter(({ text }) => !text.includes("useLeaveWarning("))
    .map(({ path }) => path);
  expect(silent.sort()).toEqual(Object.keys(withoutWork).sort());
});

test("one guard asks for all forms", () => {
  const guards = files
    .filter(({ text }) => /useBlocker\(|beforeunload/.test(text))
    .map(({ path }) => path);
  expect(guards).toEqual([]);
  expect(
    files.filter(({ text }) => text.includes("useLeaveGuard(")).map(({ path }) => path),
  ).toEqual(["app/shell.tsx"]);
});

test("the range of a number includes both ends, and refuses more decimals than allowed", () => {
  for (const fee of [0, 0.1, 25.05, 1000])
    expect(isWithin(fee, 0, 1000, 2), String(fee)).toBe(true);
  for (const fee of [-0.01, 25.055, 1000.01, 2500, Number.NaN])
    expect(isWithin(fee, 0, 1000, 2), String(fee)).toBe(false);
  expect(isWithin(3, 1, 30, 0)).toBe(true);
  expect(isWithin(3.5, 1, 30, 0)).toBe(false);
  expect(isWithin(20.0009765625, 1, 30, "any")).toBe(true);
});
