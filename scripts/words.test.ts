/** Names, comments and documents use the standard terms of scripts/words.json in place of private words. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const place = z.enum(["names", "texts"]);
const { words, allowed } = z
  .object({
    words: z.record(z.string(), z.object({ instead: z.string(), in: z.array(place) })),
    allowed: z.array(z.object({ name: z.string(), because: z.string().min(10) })),
  })
  .parse(JSON.parse(read("scripts/words.json")));
const files = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" })
  .trim()
  .split("\n")
  .filter((path) => existsSync(join(root, path)));
const sources = files.filter((path) => /\.(ts|tsx|mjs|cjs)$/.test(path));
const allowedNames = new Set(allowed.map(({ name }) => name));

/** Comments, template literals and identifiers have a group each; strings and regular expressions are skipped. */
const token = new RegExp(
  [
    String.raw`(/\*[\s\S]*?\*/|//[^\n]*)`,
    String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`,
    "(`(?:\\\\.|[^`\\\\])*`)",
    String.raw`/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+/[gimsuvy]*(?=[\s,;.)\]])`,
    String.raw`([A-Za-z_$][\w$]*)`,
  ].join("|"),
  "g",
);

function* tokensOf(code: string): Generator<{ readonly name?: string; readonly comment?: string }> {
  for (const [, comment, template, name] of code.matchAll(token)) {
    if (comment !== undefined) yield { comment };
    else if (name !== undefined) yield { name };
    else if (template !== undefined)
      for (const [, inner = ""] of template.matchAll(/\$\{((?:[^{}]|\{[^{}]*\})*)\}/g))
        yield* tokensOf(inner);
  }
}

const bannedIn = (where: z.infer<typeof place>): ReadonlySet<string> =>
  new Set(Object.keys(words).filter((word) => words[word]?.in.includes(where)));
const [inNames, inTexts] = [bannedIn("names"), bannedIn("texts")];
const partsOf = (name: string): readonly string[] =>
  (name.match(/[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])/g) ?? []).map((part) => part.toLowerCase());

const privateName = (name: string): string | undefined =>
  allowedNames.has(name) ? undefined : partsOf(name).find((part) => inNames.has(part));
const privateWords = (text: string): readonly string[] =>
  (text.match(/[A-Za-z]+/g) ?? []).filter((word) => inTexts.has(word.toLowerCase()));

const used = new Set<string>();
function faultsOf(path: string): readonly string[] {
  const faults = [];
  for (const { name, comment } of tokensOf(read(path))) {
    if (name !== undefined && allowedNames.has(name)) used.add(name);
    const word = name && privateName(name);
    if (word) faults.push(`${path}: ${name} (${words[word.toLowerCase()]?.instead})`);
    for (const one of privateWords(comment ?? ""))
      faults.push(`${path}: "${one}" in a comment: ${comment?.slice(0, 90)}`);
  }
  return faults;
}

test("no name and no comment contains a private word", () => {
  expect(sources.flatMap(faultsOf)).toEqual([]);
});

test("a state and its setter have the same name", () => {
  const withoutVerb = (name: string): string =>
    name.replace(/^(is|has|can|are)(?=[A-Z])/i, "").toLowerCase();
  const faults = sources.flatMap((path) =>
    [...read(path).matchAll(/const \[(\w+), set([A-Z]\w*)\] = /g)].flatMap(
      ([line, state = "", setter = ""]) =>
        withoutVerb(state) === withoutVerb(setter) ? [] : [`${path}: ${line}`],
    ),
  );
  expect(faults).toEqual([]);
});

test("no document contains a private word", () => {
  const faults = files
    .filter((path) => path.endsWith(".md"))
    .flatMap((path) => privateWords(read(path)).map((word) => `${path}: ${word}`));
  expect(faults).toEqual([]);
});

test("each exception is still needed", () => {
  for (const path of sources) faultsOf(path);
  expect([...allowedNames].filter((name) => !used.has(name))).toEqual([]);
});
