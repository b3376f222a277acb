import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { openLettering } from "./lettering.ts";
import { pdfPage } from "./pdf-page.ts";

const black = [0, 0, 0] as const;
const outline = await openLettering().outline("收据", 12);
const page = Buffer.from(
  pdfPage({
    widthPt: 300,
    heightPt: 200,
    title: "收据 (1)",
    texts: [{ outline, x: 20, y: 40, colour: black }],
    bars: [{ x: 20, y: 50, width: 260, height: 1, colour: black }],
  }),
);
const text = page.toString("latin1");

test("the PDF's cross-reference table points to every object", () => {
  expect(text.startsWith("%PDF-1.4\n")).toBe(true);
  const tableAt = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  const table = text.slice(tableAt);
  expect(table.startsWith("xref\n0 6\n")).toBe(true);
  const offsets = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
  expect(offsets).toHaveLength(5);
  for (const [index, offset] of offsets.entries())
    expect(text.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj\n`));
});

test("the PDF draws its text as upright outlines and accepts any characters in its title", () => {
  const [, length = ""] = /\/Length (\d+)/.exec(text) ?? [];
  const start = text.indexOf("stream\n") + "stream\n".length;
  const content = inflateSync(page.subarray(start, start + Number(length))).toString("latin1");
  expect(content).toMatch(/^1 0 0 -1 0 200 cm\n/);
  expect(content).toContain("20 50 260 1 re f");
  expect(content.match(/ c$/gm)?.length).toBeGreaterThan(10);
  expect(content).not.toContain("NaN");
  expect(text).toContain(`/Title <feff${Buffer.from("收据 (1)", "utf16le").swap16().toString("hex")}>`);
});
