import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { root } from "../ensure-installed.mjs";
import { releaseNotesOf } from "./release-notes.ts";

const changelog =
  "# Changelog\n\n## [0.10.0] - 2027-02-01\n\n### Added\n\n- ten\n\n## [0.1.0] - 2027-01-01\n\n- one\n";

test("release notes are the section of the version, up to the next version", () => {
  expect(releaseNotesOf(changelog, "0.10.0")).toBe("# GradPhoto 0.10.0\n\n### Added\n\n- ten\n");
  expect(releaseNotesOf(changelog, "0.1.0")).toBe("# GradPhoto 0.1.0\n\n- one\n");
});

test("a version without a section, or with an empty one, is refused with the heading to add", () => {
  expect(() => releaseNotesOf(changelog, "0.2.0")).toThrow("## [0.2.0] - YYYY-MM-DD");
  expect(() =>
    releaseNotesOf("## [0.2.0] - 2027-03-01\n\n## [0.1.0] - 2027-01-01\n\n- one\n", "0.2.0"),
  ).toThrow("no section");
});

test("the changelog has a section for the version of the next release", () => {
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(read("apps/server/package.json")));
  expect(releaseNotesOf(read("CHANGELOG.md"), version)).toMatch(/^- /m);
});
