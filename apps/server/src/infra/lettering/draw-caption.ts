/** Renders a caption as a strip of pixels: black on white, centred, with line breaks. */
import { fillOutline } from "./fill-outline.ts";
import type { Lettering } from "./lettering.ts";

/** RGB values of the pixels, row by row. */
interface Strip {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The console's print size: 2.6 mm at 300 dpi. */
const letterPx = 31;
const linePx = 40;
const marginPx = 12;

export async function drawCaption(lettering: Lettering, caption: string, width: number): Promise<Strip> {
  const lines = await linesOf(lettering, caption.replace(/\s+/g, " "), width - 2 * marginPx);
  const height = 2 * marginPx + lines.length * linePx;
  const grey = { width, height, data: new Float32Array(width * height).fill(255) };
  for (const [index, { commands, width: lineWidth }] of lines.entries()) {
    const baseLine = marginPx + index * linePx + letterPx;
    fillOutline(grey, commands, { left: (width - lineWidth) / 2, baseLine });
  }
  const data = new Uint8Array(3 * grey.data.length);
  for (const [index, value] of grey.data.entries()) data.fill(Math.round(value), 3 * index, 3 * index + 3);
  return { width, height, data };
}

/** Breaks the line before the character that would exceed the strip. */
async function linesOf(lettering: Lettering, caption: string, roomPx: number) {
  const lines: string[] = [];
  let [line, widthPx] = ["", 0];
  for (const letter of caption) {
    const { width } = await lettering.outline(letter, letterPx);
    if (line !== "" && widthPx + width > roomPx) {
      lines.push(line);
      [line, widthPx] = ["", 0];
    }
    line += letter;
    widthPx += width;
  }
  return Promise.all([...lines, line].map((text) => lettering.outline(text.trim(), letterPx)));
}
