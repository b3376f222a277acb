/** Where findings were seen, drawn over the picture they were seen on. */
import type { Finding, Overlay, OverlayShape, Point } from "@gradphoto/contract";
import { escapeHtml } from "./escape.ts";

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** One group per finding with an overlay on that picture; coordinates are the picture's own pixels. */
export function overlaySvg(findings: readonly Finding[], on: Overlay["on"], { width, height }: PictureSize): string {
  const dotPx = Math.max(width, height) / 260;
  const groups = findings.flatMap(({ id, verdict, overlay }) =>
    overlay?.on === on
      ? [`<g class="${verdict}" data-id="${escapeHtml(id)}">${overlay.shapes.map((s) => draw(s, dotPx)).join("")}</g>`]
      : [],
  );
  return `<svg class="overlay" viewBox="0 0 ${width} ${height}">${groups.join("")}</svg>`;
}

function draw(shape: OverlayShape, dotPx: number): string {
  switch (shape.kind) {
    case "points":
      return shape.points.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="${dotPx.toFixed(2)}"/>`).join("");
    case "line":
      return `<polyline points="${pairs(shape.points)}"/>`;
    case "outline":
      return `<polygon points="${pairs(shape.points)}"/>`;
    case "box":
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}"/>`;
  }
}

const pairs = (points: readonly Point[]): string => points.map(({ x, y }) => `${x},${y}`).join(" ");
