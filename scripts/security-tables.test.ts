/** The tables of docs/security: each requirement stands there once, the counts are those of its rows, and what is named exists. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const read = (name: string): string => readFileSync(at(`docs/security/${name}`), "utf8");

const row =
  /^\| v5\.0\.0-(\d+)\.(\d+\.\d+) \| ([12]) \| [^|]+ \| (达到 met|部分 partly|缺 missing|不适用 n\/a) \| [^|]+ \|$/;

interface Requirement {
  readonly chapter: string;
  readonly id: string;
  readonly level: string;
  readonly verdict: string;
}

const requirements = read("asvs.md")
  .split("\n")
  .flatMap((line): Requirement[] => {
    const [, chapter, rest, level, verdict] = row.exec(line) ?? [];
    if (chapter === undefined || level === undefined || verdict === undefined) return [];
    return [{ chapter, id: `${chapter}.${rest}`, level, verdict }];
  });

const verdicts = ["达到 met", "部分 partly", "缺 missing", "不适用 n/a"];
const countsOf = (some: readonly Requirement[]): string =>
  [...verdicts.map((one) => some.filter(({ verdict }) => verdict === one).length), some.length].join(" | ");

test("every requirement of level 1 and 2 of ASVS 5.0.0 stands there once", () => {
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(253);
  expect(requirements.length).toBe(253);
  expect(requirements.filter(({ level }) => level === "1").length).toBe(70);
});

test("the counts are those of the rows", () => {
  const lines = read("asvs.md").split("\n");
  for (let chapter = 1; chapter <= 17; chapter++) {
    const counted = countsOf(requirements.filter((one) => one.chapter === String(chapter)));
    const stated = lines.find((line) => line.startsWith(`| V${chapter} `));
    expect(stated, `V${chapter}`).toContain(`| ${counted} |`);
  }
  expect(lines.find((line) => line.startsWith("| **共 all**"))).toContain(`| ${countsOf(requirements)} |`);
});

test.each(["asvs.md", "pipl.md", "decisions.md"])("what %s names exists", (name) => {
  const paths = [...read(name).matchAll(/`([\w.@-]+(?:\/[\w.@-]+)+)`/g)].map(([, path = ""]) => path);
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(at(path)))).toEqual([]);
});
