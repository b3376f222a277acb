import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAst } from "vite";
import { describe, expect, test } from "vitest";

const source = fileURLToPath(new URL("..", import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
  /(?<!test)\.tsx?$/.test(name),
);

interface SyntaxNode {
  readonly type: string;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
const field = (node: SyntaxNode, name: string): unknown => new Map(Object.entries(node)).get(name);
const nodesOf = (node: SyntaxNode, name: string): readonly SyntaxNode[] =>
  [field(node, name)].flat().filter(isNode);
const children = (node: SyntaxNode): readonly SyntaxNode[] =>
  Object.values(node).flat().filter(isNode);
const nameOf = (node: SyntaxNode | undefined): unknown =>
  node && (field(node, "name") ?? field(node, "value"));

/** Every text of an expression, including template parts. */
function textsIn(node: SyntaxNode): string[] {
  const value = field(node, "value");
  if (node.type === "Literal" && typeof value === "string") return [value];
  if (node.type === "TemplateLiteral") {
    const parts = nodesOf(node, "quasis").map((part) => Object(field(part, "value")).cooked);
    return [parts.join("…"), ...nodesOf(node, "expressions").flatMap(textsIn)];
  }
  return children(node).flatMap(textsIn);
}

interface Text {
  readonly place: string;
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

/** Each text of each table passed to wordsOf. */
const allTexts: readonly Text[] = files.flatMap((name) => {
  const lang = name.endsWith("x") ? "tsx" : "ts";
  const words: Text[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === "CallExpression" && nameOf(nodesOf(node, "callee")[0]) === "wordsOf") {
      const [zh, en] = nodesOf(node, "arguments").map(
        (table) =>
          new Map(
            nodesOf(table, "properties").map((row) => [
              nameOf(nodesOf(row, "key")[0]),
              textsIn(row),
            ]),
          ),
      );
      for (const key of new Set([...(zh?.keys() ?? []), ...(en?.keys() ?? [])])) {
        words.push({
          place: `${name} ${String(key)}`,
          zh: zh?.get(key) ?? [],
          en: en?.get(key) ?? [],
        });
      }
    }
    children(node).forEach(visit);
  };
  visit(parseAst(readFileSync(join(source, name), "utf8"), { lang }));
  return words;
});

const han = /\p{Script=Han}/u;
const latin = /[a-z]{2}/i;

describe("the texts of the app", () => {
  test("more than 200 texts are collected from the source files", () => {
    expect(allTexts.length).toBeGreaterThan(200);
  });

  test("every text exists in both languages", () => {
    expect(
      allTexts.filter(({ zh, en }) => zh.join("").trim() === "" || en.join("").trim() === ""),
    ).toEqual([]);
  });

  test("no English text consists only of Chinese characters", () => {
    const mixed = allTexts.filter(({ en }) =>
      en.some((text) => han.test(text) && !latin.test(text)),
    );
    expect(mixed.map(({ place, en }) => `${place}: ${en.join(" / ")}`)).toEqual([]);
  });

  test("no text contains an exclamation mark", () => {
    expect(
      allTexts.filter(({ zh, en }) => [...zh, ...en].some((text) => /[!！]/.test(text))),
    ).toEqual([]);
  });
});
