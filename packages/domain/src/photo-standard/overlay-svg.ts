/** Renders a finding's shapes as SVG over its picture, for all clients; independent of the check. */
import type { Finding, OverlayShape, Point, Verdict } from "./finding.ts";

interface SizePx {
  readonly width: number;
  readonly height: number;
}

const colours: Readonly<Record<Verdict, string>> = {
  fail: "#d8321f",
  warn: "#e59a00",
  unsure: "#e59a00",
  pass: "#1c8a57",
};

/** The complete drawing in the size of its picture; null if the finding has no location. */
export function overlaySvg(finding: Finding, { width, height }: SizePx): string | null {
  if (!finding.overlay) return null;
  const colour = colours[finding.verdict];
  const shapes = shapesSvg(finding.overlay.shapes, width);
  const line = width / 130;
  // A white outline under the colour keeps it visible on light and dark areas.
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" fill="none" stroke-linejoin="round" stroke-linecap="round">${allowedBand(finding, width, colour)}<g stroke="#fff" stroke-width="${line * 2}" opacity="0.75">${shapes}</g><g stroke="${colour}" stroke-width="${line}">${shapes}</g></svg>`;
}

/** Only the shapes, in pixels of a picture of this width. */
export const shapesSvg = (shapes: readonly OverlayShape[], widthPx: number): string =>
  shapes.map((shape) => shapeSvg(shape, widthPx)).join("");

function shapeSvg(shape: OverlayShape, widthPx: number): string {
  switch (shape.kind) {
    case "box":
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" rx="${widthPx / 100}"/>`;
    case "line":
      return `<polyline points="${places(shape.points)}"/>`;
    case "outline":
      return `<polygon points="${places(shape.points)}"/>`;
    case "points":
      return shape.points
        .map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="${widthPx / 110}"/>`)
        .join("");
  }
}

const places = (points: readonly Point[]): string =>
  points.map(({ x, y }) => `${x},${y}`).join(" ");

/** For a horizontal line at its measured height: tints the allowed range and labels the line with its value. */
function allowedBand(
  { overlay, unit, value, limit }: Finding,
  width: number,
  colour: string,
): string {
  const line = overlay?.shapes.find((shape) => shape.kind === "line");
  const window = limit.fail ?? limit.warn;
  if (
    !line ||
    unit !== "px" ||
    value === null ||
    window?.min === undefined ||
    window.max === undefined
  )
    return "";
  if (!line.points.every(({ y }) => Math.abs(y - value) < 2)) return "";
  const size = width / 20;
  return `<rect x="0" y="${window.min}" width="${width}" height="${window.max - window.min}" fill="#1c8a57" opacity="0.22"/><text x="${width - size / 2}" y="${value - size / 2}" font-size="${size}" font-family="sans-serif" text-anchor="end" stroke="#fff" stroke-width="${size / 5}" paint-order="stroke" fill="${colour}">${Math.round(value)} px</text>`;
}
