/** Types of the parts of opentype.js that we use: it ships none, and those of DefinitelyTyped lack variable fonts. */
declare module "opentype.js" {
  export type PathCommand =
    | { readonly type: "M"; readonly x: number; readonly y: number }
    | { readonly type: "L"; readonly x: number; readonly y: number }
    | {
        readonly type: "Q";
        readonly x1: number;
        readonly y1: number;
        readonly x: number;
        readonly y: number;
      }
    | {
        readonly type: "C";
        readonly x1: number;
        readonly y1: number;
        readonly x2: number;
        readonly y2: number;
        readonly x: number;
        readonly y: number;
      }
    | { readonly type: "Z" };

  export interface Glyph {
    /** 0: the box glyph for a missing character. */
    readonly index: number;
    readonly advanceWidth: number;
    getPath(
      x: number,
      y: number,
      fontSize: number,
      options: { readonly variation: Readonly<Record<string, number>> },
      font: Font,
    ): { readonly commands: readonly PathCommand[] };
  }

  export interface Font {
    readonly unitsPerEm: number;
    readonly variation: { set(coordinates: Readonly<Record<string, number>>): void };
    charToGlyph(letter: string): Glyph;
  }

  const opentype: { parse(bytes: ArrayBuffer): Font };
  export default opentype;
}
