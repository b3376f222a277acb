/** Layout of the kernel's memory. */

/** Number of rows before and after every full-size plane, as assembly/grid.ts expects. */
const marginRows = 4;
const windowPlanes = 10;
const tapsPerRow = 25;
const bytesPerVector = 16;

/** Addresses for one picture size. Names are those of the stages' arguments. */
export interface PictureMemory {
  readonly stride: number;
  readonly valueOfCode: number;
  readonly codeOfRoot: number;
  readonly scratch: number;
  readonly rgb: number;
  readonly personAlpha: number;
  readonly hair: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
  readonly field: number;
  /** The complete plane of `field`, margins included. */
  readonly fieldBytes: { readonly from: number; readonly to: number };
  readonly evidence: number;
  readonly widenedRows: number;
  readonly plainMargin: number;
  readonly hairPersonMargin: number;
  readonly hairBackgroundMargin: number;
  readonly hairReach: number;
  readonly labels: number;
  readonly starts: number;
  readonly windows: number;
  readonly columnSums: number;
  readonly rowMoments: number;
  readonly half: Cells;
  readonly quarter: Cells;
  readonly end: number;
}

/** Reduced pictures of one size. */
export interface Cells {
  readonly width: number;
  readonly height: number;
  readonly picture: number;
  readonly foreground: number;
  readonly background: number;
  readonly meanForeground: number;
  readonly meanBackground: number;
}

/** Addresses of the vectors over the unknown band, stored after the picture. */
export interface BandMemory {
  readonly rows: number;
  readonly inverseDiagonal: number;
  readonly prior: number;
  readonly solution: number;
  readonly residual: number;
  readonly image: number;
  readonly end: number;
}

export function layOutPicture(width: number, height: number): PictureMemory {
  const { take, taken } = allocator(1024);
  const stride = Math.ceil(width / 16) * 16 + 16;
  const planeCells = stride * (height + 2 * marginRows);
  const takePlane = (cellBytes: number) => take(planeCells * cellBytes) + marginRows * stride * cellBytes;
  const halfWidth = Math.ceil(width / 2);
  const halfHeight = Math.ceil(height / 2);
  const field = takePlane(4);
  const planes = {
    stride,
    valueOfCode: take(256 * 4),
    codeOfRoot: take(codeSteps + 1),
    scratch: take((3 * tapsPerRow + 3) * bytesPerVector),
    rgb: take(3 * width * height),
    personAlpha: take(4 * width * height),
    hair: take(4 * width * height),
    red: takePlane(4),
    green: takePlane(4),
    blue: takePlane(4),
    alpha: takePlane(4),
    field,
    fieldBytes: { from: field - marginRows * stride * 4, to: field + (height + marginRows) * stride * 4 },
    evidence: takePlane(1),
    widenedRows: takePlane(1),
    plainMargin: takePlane(1),
    hairPersonMargin: takePlane(1),
    hairBackgroundMargin: takePlane(1),
    hairReach: takePlane(1),
    labels: takePlane(1),
    starts: take(planeCells),
    // Blocks in the first column read a vector before their windows.
    windows: take(bytesPerVector + 3 * windowPlanes * stride * 4) + bytesPerVector,
    columnSums: take(halfWidth * 4 * bytesPerVector),
    rowMoments: take((halfWidth + 3) * 4 * bytesPerVector),
  };
  return {
    ...planes,
    half: takeCells(take, halfWidth, halfHeight),
    quarter: takeCells(take, Math.ceil(halfWidth / 2), Math.ceil(halfHeight / 2)),
    end: taken(),
  };
}

function takeCells(take: Allocator["take"], width: number, height: number): Cells {
  const bytes = width * height * bytesPerVector;
  return {
    width,
    height,
    picture: take(bytes),
    foreground: take(bytes),
    background: take(bytes),
    meanForeground: take(bytes),
    meanBackground: take(bytes),
  };
}

/** Number of steps of the table from the square root of light to code values, as assembly/foreground.ts expects. */
export const codeSteps = 4095;

export function layOutBand(start: number, blocks: number): BandMemory {
  const { take, taken } = allocator(start);
  const takeVector = () => take(blocks * bytesPerVector);
  return {
    rows: take(blocks * tapsPerRow * bytesPerVector),
    inverseDiagonal: takeVector(),
    prior: takeVector(),
    solution: takeVector(),
    residual: takeVector(),
    image: takeVector(),
    end: taken(),
  };
}

interface Allocator {
  readonly take: (bytes: number) => number;
  readonly taken: () => number;
}

/**
 * Creates a function that returns addresses one after the other, each on a new cache line with room for a vector read
 * past the end.
 */
function allocator(start: number): Allocator {
  let next = start;
  return {
    take: (bytes) => {
      const address = next;
      next = Math.ceil((next + bytes + bytesPerVector) / 64) * 64;
      return address;
    },
    taken: () => next,
  };
}

/** Grows the memory to at least this size. Throws a RangeError when the picture needs more than there is. */
export function growTo(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / 65536);
  if (missing <= 0) return;
  try {
    memory.grow(missing);
  } catch (cause) {
    throw new RangeError(`Cutting out needs ${bytes} bytes of memory; pass a smaller picture.`, { cause });
  }
}
