import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { defaultDataFolder } from "./places.ts";

const root = mkdtempSync(join(tmpdir(), "gradphoto-data-folder-"));
const closed = join(root, "closed", "program");
mkdirSync(closed, { recursive: true });
afterAll(() => rmSync(root, { recursive: true }));

test("the data folder is next to the program, also for root if other users can enter it", () => {
  chmodSync(root, 0o755);
  expect(defaultDataFolder(root, true)).toBe(join(root, "data"));
  expect(defaultDataFolder(closed, false)).toBe(join(closed, "data"));
});

test("for root in a private folder, the data folder is outside it and unique to it", () => {
  chmodSync(join(root, "closed"), 0o700);
  const other = join(root, "closed", "other");
  mkdirSync(other);
  expect(defaultDataFolder(closed, true)).toMatch(/^\/var\/lib\/gradphoto-program-[0-9a-f]{8}$/);
  expect(defaultDataFolder(other, true)).not.toBe(defaultDataFolder(closed, true));
});
