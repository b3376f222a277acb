/** Where findings were seen, drawn over the picture they were seen on. */
import { type Finding, type Overlay, shapesSvg } from "@gradphoto/domain/photo-standard";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text made safe to stand in HTML, attributes included. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** One group per finding with an overlay on that picture; coordinates are the picture's own pixels. */
export function overlaySvg(findings: readonly Finding[], on: Overlay["on"], { width, height }: PictureSize): string {
  const groups = findings.flatMap(({ id, verdict, overlay }) =>
    overlay?.on === on
      ? [`<g class="${verdict}" data-id="${escapeHtml(id)}">${shapesSvg(overlay.shapes, width)}</g>`]
      : [],
  );
  return `<svg class="overlay" viewBox="0 0 ${width} ${height}">${groups.join("")}</svg>`;
}
