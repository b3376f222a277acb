/** Renders a caption as a strip of pixels: black on white, centred, with line breaks. */
import type { PathCommand } from "opentype.js";
import type { Lettering } from "./lettering.ts";

/** Grey picture that outlines are drawn into. */
interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** Lightness per pixel; 0 is black. */
  readonly data: Float32Array;
}

interface Edge {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** Number of segments per curve. At letter size the corners are invisible. */
const stepsOfCurve = 6;
/** Number of scan lines per row of pixels. */
const linesOfRow = 4;

function edgesOf(
  commands: readonly PathCommand[],
  left: number,
  baseLine: number,
): readonly Edge[] {
  const edges: Edge[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const draw = (toX: number, toY: number): void => {
    edges.push({ fromX: left + x, fromY: baseLine + y, toX: left + toX, toY: baseLine + toY });
    [x, y] = [toX, toY];
  };
  const curve = (at: (share: number) => readonly [number, number]): void => {
    for (let step = 1; step <= stepsOfCurve; step++) draw(...at(step / stepsOfCurve));
  };
  for (const command of commands) {
    const [x0, y0] = [x, y];
    if (command.type === "M") [x, y, startX, startY] = [command.x, command.y, command.x, command.y];
    else if (command.type === "Z") draw(startX, startY);
    else if (command.type === "L") draw(command.x, command.y);
    else if (command.type === "Q") {
      const mixed = (t: number, from: number, by: number, to: number) =>
        (1 - t) ** 2 * from + 2 * (1 - t) * t * by + t ** 2 * to;
      curve((t) => [mixed(t, x0, command.x1, command.x), mixed(t, y0, command.y1, command.y)]);
    } else {
      const mixed = (t: number, from: number, by: number, then: number, to: number) =>
        (1 - t) ** 3 * from + 3 * (1 - t) ** 2 * t * by + 3 * (1 - t) * t ** 2 * then + t ** 3 * to;
      curve((t) => [
        mixed(t, x0, command.x1, command.x2, command.x),
        mixed(t, y0, command.y1, command.y2, command.y),
      ]);
    }
  }
  return edges;
}

/** Fills the outline in black and clips it to the picture. `left` and `baseLine` are the origin of the outline. */
export function fillOutline(
  picture: GreyPicture,
  commands: readonly PathCommand[],
  { left, baseLine }: { readonly left: number; readonly baseLine: number },
): void {
  const edges = edgesOf(commands, left, baseLine);
  const heights = edges.flatMap(({ fromY, toY }) => [fromY, toY]);
  const top = Math.max(0, Math.floor(Math.min(...heights)));
  const bottom = Math.min(picture.height, Math.ceil(Math.max(...heights)));
  for (let line = top * linesOfRow; line < bottom * linesOfRow; line++) {
    const y = (line + 0.5) / linesOfRow;
    const crossings = edges
      .filter(({ fromY, toY }) => fromY <= y !== toY <= y)
      .map(({ fromX, fromY, toX, toY }) => ({
        x: fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX),
        turn: toY > fromY ? 1 : -1,
      }))
      .sort((one, other) => one.x - other.x);
    let winding = 0;
    for (const [index, { x, turn }] of crossings.entries()) {
      winding += turn;
      const next = crossings[index + 1];
      if (winding !== 0 && next) darken(picture, Math.floor(line / linesOfRow), x, next.x);
    }
  }
}

/** Darkens one scan line from `from` to `to`, with partial coverage at both ends. */
function darken({ width, data }: GreyPicture, row: number, from: number, to: number): void {
  const first = Math.max(0, Math.floor(from));
  const last = Math.min(width - 1, Math.floor(to));
  for (let x = first; x <= last; x++) {
    const share = Math.min(x + 1, to) - Math.max(x, from);
    const index = row * width + x;
    data[index] = Math.max(0, (data[index] ?? 0) - (share / linesOfRow) * 255);
  }
}

/** Strip of pixels as RGB values, row by row. */
interface Strip {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Letter size of the console's print: 2.6 mm at 300 dpi. */
const letterPx = 31;
const linePx = 40;
const marginPx = 12;

export async function drawCaption(
  lettering: Lettering,
  caption: string,
  width: number,
): Promise<Strip> {
  const lines = await linesOf(lettering, caption.replace(/\s+/g, " "), width - 2 * marginPx);
  const height = 2 * marginPx + lines.length * linePx;
  const grey = { width, height, data: new Float32Array(width * height).fill(255) };
  for (const [index, { commands, width: lineWidth }] of lines.entries()) {
    const baseLine = marginPx + index * linePx + letterPx;
    fillOutline(grey, commands, { left: (width - lineWidth) / 2, baseLine });
  }
  const data = new Uint8Array(3 * grey.data.length);
  for (const [index, value] of grey.data.entries())
    data.fill(Math.round(value), 3 * index, 3 * index + 3);
  return { width, height, data };
}

/** Breaks the caption into lines, before the character that would exceed the strip. */
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
