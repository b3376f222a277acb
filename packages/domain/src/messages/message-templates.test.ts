import { expect, test } from "vitest";
import { messageTemplates } from "./message-templates.ts";

test("every message fits the limits of WeChat's keywords", () => {
  for (const [code, { phrase, next }] of Object.entries(messageTemplates)) {
    expect(phrase, code).toMatch(/^\p{Script=Han}{1,5}$/u);
    for (const words of [next.zh, next.en]) expect(words.length, words).toBeLessThanOrEqual(20);
  }
});

test("no two messages notify about the same move", () => {
  const moves = Object.values(messageTemplates).flatMap(({ move }) => move ?? []);
  expect(new Set(moves).size).toBe(moves.length);
});
