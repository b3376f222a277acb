/** Draws the places of findings over the picture in which they were detected. */
import { type Finding, type Overlay, shapesSvg } from "@gradphoto/domain/photo-standard";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Escapes text for HTML, including attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Builds one group per finding with an overlay on that picture, in the picture's pixel coordinates. */
export function overlaySvg(
  findings: readonly Finding[],
  on: Overlay["on"],
  { width, height }: PictureSize,
): string {
  const groups = findings.flatMap(({ id, verdict, overlay }) =>
    overlay?.on === on
      ? [
          `<g class="${verdict}" data-id="${escapeHtml(id)}">${shapesSvg(overlay.shapes, width)}</g>`,
        ]
      : [],
  );
  return `<svg class="overlay" viewBox="0 0 ${width} ${height}">${groups.join("")}</svg>`;
}
