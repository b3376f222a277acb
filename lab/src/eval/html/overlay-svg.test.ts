import type { Finding, OverlayShape } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { overlaySvg } from "./overlay-svg.ts";

const words = { zh: "", en: "" };
const finding = (
  id: string,
  on: "source" | "result",
  shapes: readonly OverlayShape[],
): Finding => ({
  id,
  verdict: "fail",
  value: 1,
  unit: "px",
  limit: {},
  title: words,
  message: words,
  advice: words,
  clause: { id, ...words },
  overlay: { on, shapes },
});
const corner = [
  { x: 1, y: 2 },
  { x: 3, y: 4 },
];

test("draws every kind of shape in pixels of its picture, and only the shapes of that picture", () => {
  const findings = [
    finding("a", "source", [
      { kind: "points", points: corner },
      { kind: "line", points: corner },
      { kind: "outline", points: corner },
      { kind: "box", x: 5, y: 6, width: 7, height: 8 },
    ]),
    finding("b", "result", [{ kind: "line", points: corner }]),
  ];
  const svg = overlaySvg(findings, "source", { width: 220, height: 110 });
  expect(svg).toContain('viewBox="0 0 220 110"');
  expect(svg).toContain('<circle cx="3" cy="4" r="2"/>');
  expect(svg).toContain('<polyline points="1,2 3,4"/>');
  expect(svg).toContain('<polygon points="1,2 3,4"/>');
  expect(svg).toContain('<rect x="5" y="6" width="7" height="8" rx="2.2"/>');
  expect(svg).not.toContain('data-id="b"');
});
