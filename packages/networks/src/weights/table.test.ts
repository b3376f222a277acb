import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readWeights, verifyAllWeights } from "../node.ts";
import { weightFileOf, weightFiles } from "./table.ts";

const manifest: unknown = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
);

test("gives every weight file a unique id", () => {
  expect(new Set(weightFiles.map(({ id }) => id)).size).toBe(weightFiles.length);
});

test.each(weightFiles)("states the complete facts of $id", (file) => {
  expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(file.evidenceDate).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const fact of [
    file.package,
    file.version,
    file.path,
    file.licence,
    file.source,
    file.evidence,
  ]) {
    expect(fact).not.toBe("");
  }
});

test.each(weightFiles)(
  "pins the package of $id to the version that this package depends on",
  (file) => {
    expect(manifest).toHaveProperty(["dependencies", file.package], file.version);
  },
);

test.each(weightFiles)("reads $id with the pinned sha256", ({ id }) => {
  const bytes = readWeights(id);
  expect(bytes.byteOffset).toBe(0);
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(weightFileOf(id).sha256);
});

test("verifies all installed weights", () => {
  expect(verifyAllWeights).not.toThrow();
});

test("THIRD_PARTY.md names every weight file with its package, version, hash and state", () => {
  const lines = readFileSync(new URL("../../../../THIRD_PARTY.md", import.meta.url), "utf8").split(
    "\n",
  );
  for (const { id, package: name, version, sha256, confirmed } of weightFiles) {
    const line = lines.find((text) => text.startsWith(`| ${id} |`)) ?? "";
    expect(line).toContain(`${name}@${version}`);
    expect(line).toContain(sha256.slice(0, 16));
    expect(line.includes("**unconfirmed**"), id).toBe(!confirmed);
  }
});
