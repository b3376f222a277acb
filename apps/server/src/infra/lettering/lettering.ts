/** Text as outlines of Noto Sans SC: identical on every machine, without installed fonts. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import opentype, { type Font, type PathCommand } from "opentype.js";
import decompress from "woff2-encoder/decompress";
import { z } from "zod";

/** Outline of a text. Its base line starts at 0, 0; y points down. */
export interface Outline {
  readonly commands: readonly PathCommand[];
  readonly width: number;
}

export interface Lettering {
  /** Returns the outline. A character that the font lacks becomes a box. */
  outline(text: string, size: number): Promise<Outline>;
  /** Returns the characters that the font lacks, each once. */
  missing(text: string): Promise<readonly string[]>;
}

const fontPackage = "@fontsource-variable/noto-sans-sc";
/** Regular weight, because the default of the variable font is thin. */
const regular = { wght: 400 } as const;

/** One font file with the characters of some ranges. */
interface Piece {
  readonly file: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

/** Parses ranges such as "U+4e00,U+4e03-4e05". */
const rangesOf = (text: string): Piece["ranges"] =>
  text.split(",").map((range) => {
    const [first = "", last = first] = range.replace("U+", "").split("-");
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });

/** Opens the font. Each file is loaded at the first use of its characters, and cached. */
export function openLettering(): Lettering {
  const { resolve } = createRequire(import.meta.url);
  const listed = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(resolve(`${fontPackage}/unicode.json`), "utf8")));
  const pieces: readonly Piece[] = Object.entries(listed).map(([name, ranges]) => ({
    file: resolve(
      `${fontPackage}/files/noto-sans-sc-${name.replace(/[[\]]/g, "")}-wght-normal.woff2`,
    ),
    ranges: rangesOf(ranges),
  }));
  const opened = new Map<string, Promise<Font>>();

  function open({ file }: Piece): Promise<Font> {
    const font = opened.get(file);
    if (font) return font;
    const opening = readFont(file);
    opened.set(file, opening);
    opening.catch(() => opened.delete(file));
    return opening;
  }

  async function glyphOf(letter: string) {
    const code = letter.codePointAt(0) ?? 0;
    const has = ({ ranges }: Piece) =>
      ranges.some(([first, last]) => first <= code && code <= last);
    const piece = pieces.find(has) ?? pieces[0];
    if (!piece) throw new Error(`${fontPackage} lists no files`);
    const font = await open(piece);
    return { font, glyph: font.charToGlyph(letter) };
  }

  return {
    outline: async (text, size) => {
      const commands: PathCommand[] = [];
      let width = 0;
      for (const letter of text) {
        const { font, glyph } = await glyphOf(letter);
        commands.push(...glyph.getPath(width, 0, size, { variation: regular }, font).commands);
        width += (glyph.advanceWidth / font.unitsPerEm) * size;
      }
      return { commands, width };
    },
    missing: async (text) => {
      const missing = new Set<string>();
      for (const letter of text) if ((await glyphOf(letter)).glyph.index === 0) missing.add(letter);
      return [...missing];
    },
  };
}

async function readFont(file: string): Promise<Font> {
  const bytes = await decompress(await readFile(file));
  const font = opentype.parse(Uint8Array.from(bytes).buffer);
  font.variation.set(regular);
  return font;
}
