/**
 * Documents name only what exists: links with their headings, repository paths, npm scripts and programs. Pages of docs
 * are pairs of one language each, with the same content.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, matchesGlob } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { programs } from "../apps/server/src/programs/programs.ts";
import { asvsPage, requirements } from "./asvs-page.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const files = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" })
  .trim()
  .split("\n")
  .filter(isThere);
const documents = files.filter((path) => path.endsWith(".md"));
/** The `gradphoto` command of an installation. The photo command is `npm run -s photo`. */
const script = read("deploy/bin/gradphoto");
const { scripts } = JSON.parse(read("package.json"));

function isThere(path: string): boolean {
  return existsSync(join(root, path));
}

/** Converts a heading to an anchor like GitHub. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, "")
    .replaceAll(" ", "-");
const anchorsOf = (path: string): readonly string[] =>
  [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));

const links = (path: string): readonly string[] =>
  [...read(path).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, target = ""]) => target);

function isBroken(path: string, target: string): boolean {
  const [file = "", anchor] = target.split("#");
  const linked = file === "" ? path : join(dirname(path), file);
  return (
    !isThere(linked) ||
    (anchor !== undefined && !anchorsOf(linked).includes(decodeURIComponent(anchor)))
  );
}

/** Matches paths that begin with a folder of the repository. `<name>` stands for any name. */
const inRepository =
  /(?<![\w./@-])((?:apps|packages|scripts|e2e|deploy|docs|lab)\/[\w./@{},<>*-]*[\w>}*])/g;
const quotedFile = /`([\w.@{},<>*/-]+\.(?:ts|tsx|mjs|cjs|sql|svg|md))`/g;
const pathsIn = (path: string): readonly string[] =>
  [inRepository, quotedFile].flatMap((pattern) =>
    [...read(path).matchAll(pattern)].map(([, named = ""]) => named),
  );

/** A path may start at the root or at the document's folder, or be the end of an existing path. */
function names(path: string, named: string): boolean {
  if (/NNNN|\/dist\//.test(named) || isThere(named) || isThere(join(dirname(path), named)))
    return true;
  const glob = named.replaceAll(/<[^>]+>/g, "*");
  return files.some(
    (file) =>
      matchesGlob(file, glob) || matchesGlob(file, `**/${glob}`) || matchesGlob(file, `${glob}/**`),
  );
}

test.each(documents)("%s refers only to existing paths, headings, scripts and commands", (path) => {
  const text = read(path);
  const commands = [...text.matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)].map(
    ([, name = ""]) => name,
  );
  expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
  const called = [...text.matchAll(/(?:^|`|sudo |; )gradphoto ([a-z][a-z-]+)/gm)].map(
    ([, name = ""]) => name,
  );
  expect(
    called.filter(
      (name) => !Object.hasOwn(programs, name) && !new RegExp(`\\b${name}\\b`).test(script),
    ),
  ).toEqual([]);
  expect(links(path).filter((target) => isBroken(path, target))).toEqual([]);
  expect(pathsIn(path).filter((named) => !names(path, named))).toEqual([]);
});

/** Pages of docs in one file, each with its reason. */
const singlePages: ReadonlyMap<string, string> = new Map([
  ["docs/accuracy/README.md", "printed by the lab, both languages in each line"],
  ["docs/security/asvs.md", "printed from asvs.json, whose evidence is in one text"],
]);
const pages = documents.filter((path) => path.startsWith("docs/") && !singlePages.has(path));
const englishOf = (path: string): string => path.replace(/(\.zh)?\.md$/, ".md");
const chineseOf = (path: string): string => path.replace(/(\.zh)?\.md$/, ".zh.md");
const isChinese = (path: string): boolean => path.endsWith(".zh.md");

const fence = /^( *)```[\s\S]*?^\1```$/gm;
const proseOf = (text: string): string =>
  text.replaceAll(fence, "").replaceAll(/\]\([^)\s]+\)/g, "]");
const matchesIn = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([match]) => match);

/** What both languages of a page have in common. Comments in a fence and placeholders `<…>` differ. */
function contentOf(text: string) {
  const prose = proseOf(text);
  return {
    headings: matchesIn(prose, /^#+(?= )/gm),
    fences: matchesIn(text, fence).map((block) => block.replaceAll(/(^|\s+)# .*$/gm, "")),
    figures: matchesIn(prose, /\d+(?:[.,:]\d+)*/g).toSorted(),
    codes: matchesIn(prose, /`[^`\n]+`/g)
      .map((code) => code.replaceAll(/<[^<>]*>/g, "<>").replaceAll(".zh.md", ".md"))
      .toSorted(),
  };
}

/** Links to other pages than its own pair in the other language, where the own language has the page. */
function strayLinks(path: string): readonly string[] {
  const isStray = (linked: string): boolean =>
    isChinese(path) ? !isChinese(linked) && isThere(chineseOf(linked)) : isChinese(linked);
  return links(path)
    .map((target) => join(dirname(path), target.split("#")[0] ?? ""))
    .filter((linked) => linked.endsWith(".md"))
    .filter((linked) => englishOf(linked) !== englishOf(path) && isStray(linked));
}

test.each([...new Set(pages.map(englishOf))])(
  "%s and its Chinese page have the same headings, commands, figures and code",
  (english) => {
    const chinese = chineseOf(english);
    expect([english, chinese].filter((path) => !isThere(path))).toEqual([]);
    const name = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
    expect(read(english).split("\n")[2]).toBe(`[中文](${name(chinese)})`);
    expect(read(chinese).split("\n")[2]).toBe(`[English](${name(english)})`);
    expect([...strayLinks(english), ...strayLinks(chinese)]).toEqual([]);
    expect(contentOf(read(chinese))).toEqual(contentOf(read(english)));
  },
);

test("each page in one file exists without a second language", () => {
  const paths = [...singlePages.keys()];
  expect(paths.filter((path) => !isThere(path) || isThere(chineseOf(path)))).toEqual([]);
});

test("every requirement of level 1 and 2 of ASVS 5.0.0 has one row", () => {
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(253);
  expect(requirements.length).toBe(253);
  expect(requirements.filter(({ level }) => level === 1).length).toBe(70);
});

test("the ASVS page is up to date with its data", () => {
  const page = readFileSync(new URL("../docs/security/asvs.md", import.meta.url), "utf8");
  expect(page).toBe(asvsPage());
});
