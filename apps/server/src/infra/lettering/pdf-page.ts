/** Generates a one-page PDF from outlines and bars, so that the reader needs no fonts. */
import { deflateSync } from "node:zlib";
import type { PathCommand } from "opentype.js";
import type { Outline } from "./lettering.ts";

/** Red, green and blue, 0 to 1. */
type Colour = readonly [number, number, number];

/** Content of the page. Lengths are in points of 1/72 inch, from the upper left corner. */
export interface PageContent {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly title: string;
  /** Texts with the position of their base line as `y`. */
  readonly texts: readonly {
    readonly outline: Outline;
    readonly x: number;
    readonly y: number;
    readonly colour: Colour;
  }[];
  readonly bars: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly colour: Colour;
  }[];
}

const number = (value: number): string => String(Math.round(value * 1000) / 1000);
const numbers = (...values: readonly number[]): string => values.map(number).join(" ");

/** Converts an outline to PDF operators. PDF supports only cubic curves. */
function pathOf(commands: readonly PathCommand[]): string {
  let [x, y] = [0, 0];
  const parts = commands.map((command) => {
    if (command.type === "Z") return "h";
    const [fromX, fromY] = [x, y];
    ({ x, y } = command);
    if (command.type === "M") return `${numbers(x, y)} m`;
    if (command.type === "L") return `${numbers(x, y)} l`;
    if (command.type === "C")
      return `${numbers(command.x1, command.y1, command.x2, command.y2, x, y)} c`;
    const towards = (from: number, to: number) => from + (2 / 3) * (to - from);
    const { x1, y1 } = command;
    return `${numbers(towards(fromX, x1), towards(fromY, y1), towards(x, x1), towards(y, y1), x, y)} c`;
  });
  return parts.join("\n");
}

function contentOf({ heightPt, texts, bars }: PageContent): string {
  const drawn = [
    ...bars.map(
      ({ x, y, width, height, colour }) =>
        `${numbers(...colour)} rg ${numbers(x, y, width, height)} re f`,
    ),
    ...texts.map(
      ({ outline, x, y, colour }) =>
        `q 1 0 0 1 ${numbers(x, y)} cm ${numbers(...colour)} rg\n${pathOf(outline.commands)}\nf Q`,
    ),
  ];
  // The y axis of PDF points up.
  return `1 0 0 -1 0 ${number(heightPt)} cm\n${drawn.join("\n")}`;
}

/** Encodes a PDF text string: UTF-16BE in hexadecimal digits. */
const textOf = (text: string): string =>
  `<feff${Buffer.from(text, "utf16le").swap16().toString("hex")}>`;

export function pdfPage(page: PageContent): Uint8Array {
  const content = deflateSync(contentOf(page));
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${numbers(page.widthPt, page.heightPt)}] /Resources << >> /Contents 4 0 R >>`,
    Buffer.concat([
      Buffer.from(`<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`),
      content,
      Buffer.from("\nendstream"),
    ]),
    `<< /Title ${textOf(page.title)} >>`,
  ];
  const parts: Buffer[] = [Buffer.from("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n", "latin1")];
  let length = parts[0]?.length ?? 0;
  const offsets = objects.map((object, index) => {
    const offset = length;
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from("\nendobj\n"),
    ]);
    parts.push(part);
    length += part.length;
    return offset;
  });
  const count = objects.length + 1;
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(end)]);
}
