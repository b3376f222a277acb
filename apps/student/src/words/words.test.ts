import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test, vi } from "vitest";

vi.mock("../platform/index.ts", () => ({
  platform: { deviceLanguage: () => "zh", store: { read: () => null, write: () => {} } },
}));
const { yuan } = await import("./amounts.ts");
const { roughly } = await import("./roughly.ts");

const source = fileURLToPath(new URL("..", import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
  /(?<!test)\.tsx?$/.test(name),
);

/** Every text of an expression, template parts too. */
function textsIn(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    const whole = [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join("…");
    return [whole, ...node.templateSpans.flatMap(({ expression }) => textsIn(expression))];
  }
  const found: string[] = [];
  node.forEachChild((child) => void found.push(...textsIn(child)));
  return found;
}

interface Said {
  readonly place: string;
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

/** Each word of each table that a call of wordsOf makes. */
const said: readonly Said[] = files.flatMap((name) => {
  const parsed = ts.createSourceFile(name, readFileSync(join(source, name), "utf8"), ts.ScriptTarget.Latest, true);
  const words: Said[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === "wordsOf") {
      const [zh, en] = node.arguments.map((table) =>
        ts.isObjectLiteralExpression(table)
          ? new Map(table.properties.map((row) => [row.name?.getText() ?? "", textsIn(row)]))
          : new Map<string, string[]>(),
      );
      for (const key of new Set([...(zh?.keys() ?? []), ...(en?.keys() ?? [])])) {
        words.push({ place: `${name} ${key}`, zh: zh?.get(key) ?? [], en: en?.get(key) ?? [] });
      }
    }
    node.forEachChild(visit);
  };
  visit(parsed);
  return words;
});

const han = /\p{Script=Han}/u;
const latin = /[a-z]{2}/i;

describe("the words of the app", () => {
  test("are found", () => {
    expect(said.length).toBeGreaterThan(200);
  });

  test("are there in both languages", () => {
    expect(said.filter(({ zh, en }) => zh.join("").trim() === "" || en.join("").trim() === "")).toEqual([]);
  });

  test("are English in English; a Chinese name, such as of a menu of CHSI, stands in an English sentence", () => {
    const mixed = said.filter(({ en }) => en.some((text) => han.test(text) && !latin.test(text)));
    expect(mixed.map(({ place, en }) => `${place}: ${en.join(" / ")}`)).toEqual([]);
  });

  test("never shout", () => {
    expect(said.filter(({ zh, en }) => [...zh, ...en].some((text) => /[!！]/.test(text)))).toEqual([]);
  });
});

test("money is written as people read it", () => {
  expect([yuan(2500), yuan(5), yuan(0)]).toEqual(["¥25.00", "¥0.05", "¥0.00"]);
});

test.each([
  [0, "约 5 秒", "about 5 seconds"],
  [7, "约 10 秒", "about 10 seconds"],
  [56, "约 1 分钟", "about a minute"],
  [130, "约 3 分钟", "about 3 minutes"],
])("%s seconds are said no finer than they are known", (seconds, zh, en) => {
  expect([roughly(seconds, "zh"), roughly(seconds, "en")]).toEqual([zh, en]);
});
