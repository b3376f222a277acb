/** Positions of copies of one photo on a sheet of paper. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const sheetDpi = 300;

const mmPerInch = 25.4;

export const pixelsOf = (mm: number): number => Math.round((mm / mmPerInch) * sheetDpi);

export interface Layout {
  readonly sheet: Size;
  /** Size of the photo in its orientation on the sheet. */
  readonly photo: Size;
  /** Rotated by a quarter turn, because more copies fit. */
  readonly turned: boolean;
  readonly columns: number;
  readonly rows: number;
  /** Pixel columns and rows of the cut lines, one more than copies; a copy begins right after its line. */
  readonly linesX: readonly number[];
  readonly linesY: readonly number[];
}

/** As many copies as fit, upright or all rotated, centred on the sheet; null when none fits. Sizes in sheet pixels. */
export function layOut(sheet: Size, photo: Size): Layout | null {
  const upright = arrange(sheet, photo, false);
  const turned = arrange(sheet, { width: photo.height, height: photo.width }, true);
  const best = turned.columns * turned.rows > upright.columns * upright.rows ? turned : upright;
  return best.columns * best.rows === 0 ? null : best;
}

function arrange(sheet: Size, photo: Size, turned: boolean): Layout {
  const columns = copiesAlong(sheet.width, photo.width);
  const rows = copiesAlong(sheet.height, photo.height);
  return {
    sheet,
    photo,
    turned,
    columns,
    rows,
    linesX: cutLines(sheet.width, photo.width, columns),
    linesY: cutLines(sheet.height, photo.height, rows),
  };
}

/** Every copy has a one-pixel cut line, and one more closes the last. */
const copiesAlong = (room: number, length: number): number => Math.max(0, Math.floor((room - 1) / (length + 1)));

function cutLines(room: number, length: number, copies: number): number[] {
  const step = length + 1;
  const start = Math.floor((room - copies * step - 1) / 2);
  return Array.from({ length: copies + 1 }, (_, at) => start + at * step);
}
