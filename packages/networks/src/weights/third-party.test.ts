import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { weightFiles } from "./table.ts";

test("THIRD_PARTY.md names every weight file with its package, version, hash and state", () => {
  const lines = readFileSync(new URL("../../../../THIRD_PARTY.md", import.meta.url), "utf8").split("\n");
  for (const { id, package: name, version, sha256, confirmed } of weightFiles) {
    const line = lines.find((text) => text.startsWith(`| ${id} |`)) ?? "";
    expect(line).toContain(`${name}@${version}`);
    expect(line).toContain(sha256.slice(0, 16));
    expect(line.includes("**unconfirmed**"), id).toBe(!confirmed);
  }
});
