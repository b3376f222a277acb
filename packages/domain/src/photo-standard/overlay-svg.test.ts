import { expect, test } from "vitest";
import type { Finding } from "./finding.ts";
import { overlaySvg } from "./overlay-svg.ts";

const both = { zh: "", en: "" };
const size = { width: 480, height: 640 };
const finding = (fields: Partial<Finding>): Finding => ({
  id: "eye-line",
  verdict: "warn",
  value: 188,
  unit: "px",
  limit: { warn: { min: 200, max: 300 } },
  title: both,
  message: both,
  advice: both,
  clause: { id: "c", ...both },
  overlay: null,
  ...fields,
});
const lineAt = (y: number): NonNullable<Finding["overlay"]> => ({
  on: "result",
  shapes: [
    {
      kind: "line",
      points: [
        { x: 0, y },
        { x: 480, y },
      ],
    },
  ],
});

test("draws nothing for a finding without a position", () => {
  expect(overlaySvg(finding({}), size)).toBeNull();
});

test("draws a line at its measured height with the allowed band and the value", () => {
  const svg = overlaySvg(finding({ overlay: lineAt(188) }), size);
  expect(svg).toContain('viewBox="0 0 480 640"');
  expect(svg).toContain('<polyline points="0,188 480,188"/>');
  expect(svg).toContain('y="200" width="480" height="100"');
  expect(svg).toContain("188 px");
});

test("draws no band for a line at another height than its value", () => {
  const svg = overlaySvg(finding({ overlay: lineAt(400) }), size);
  expect(svg).toContain("<polyline");
  expect(svg).not.toContain("188 px");
});
