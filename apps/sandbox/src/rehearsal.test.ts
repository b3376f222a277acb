import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openRehearsal } from "./rehearsal.ts";
import { settings } from "./settings.ts";

const folder = mkdtempSync(join(tmpdir(), "gradphoto-rehearsal-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a rehearsal has its own persistent secrets and writes them as files and settings of an installation", () => {
  const first = openRehearsal(folder);
  expect(openRehearsal(folder)).toEqual(first);
  const files = readdirSync(join(folder, "secrets"));
  expect(files.length).toBe(9);
  const existing = JSON.stringify(settings);
  for (const name of files) {
    const text = readFileSync(join(folder, "secrets", name), "utf8").trim();
    expect(text.length, name).toBeGreaterThan(15);
    if (/^(issuer|registry|sms)/.test(name))
      expect(Buffer.from(text, "base64").length, name).toBe(32);
    expect(existing, name).not.toContain(JSON.stringify(text).slice(1, -1));
  }
  const env = readFileSync(join(folder, "rehearsal.env"), "utf8");
  expect(env).not.toContain("sandbox");
  expect(env).toContain(`${first.pay.mchid}:${first.pay.merchantSerial}`);
});
