/**
 * Layout of the kernel's memory. Persistent memory is valid for the complete cut-out. Transient memory follows it and
 * has one use after the other: labelling, the prior's pictures, the band's equations, the foreground's pictures.
 */

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
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  /** In turn: coarse alpha, prior with the known pixels, the solver's search direction, finished alpha. */
  readonly alpha: number;
  /** The complete plane of `alpha`, margins included. */
  readonly alphaBytes: { readonly from: number; readonly to: number };
  readonly labels: number;
  readonly starts: number;
  readonly windows: number;
  readonly columnSums: number;
  readonly rowMoments: number;
  readonly transient: number;
  /** Addresses in the transient memory, used until the band's blocks are collected. */
  readonly labelling: LabellingMemory;
  readonly end: number;
}

interface LabellingMemory {
  readonly personAlpha: number;
  readonly hair: number;
  readonly evidence: number;
  readonly widenedRows: number;
  readonly plainMargin: number;
  readonly hairPersonMargin: number;
  readonly hairBackgroundMargin: number;
  readonly hairReach: number;
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

/** Addresses in the transient memory, used after the blocks are collected. */
export interface BandMemory {
  /** Alpha of the band: first the prior, then the solution. */
  readonly solution: number;
  readonly rows: number;
  readonly inverseDiagonal: number;
  readonly residual: number;
  readonly image: number;
  readonly half: Cells;
  readonly quarter: Cells;
  readonly end: number;
}

export function layOutPicture(width: number, height: number): PictureMemory {
  const { take, taken } = allocator(1024);
  const stride = Math.ceil(width / 16) * 16 + 16;
  const planeCells = stride * (height + 2 * marginRows);
  const takePlane = (cellBytes: number) =>
    take(planeCells * cellBytes) + marginRows * stride * cellBytes;
  const halfWidth = Math.ceil(width / 2);
  const alpha = takePlane(4);
  const persistent = {
    stride,
    valueOfCode: take(256 * 4),
    codeOfRoot: take(codeSteps + 1),
    scratch: take((3 * tapsPerRow + 3) * bytesPerVector),
    rgb: take(3 * width * height),
    red: takePlane(4),
    green: takePlane(4),
    blue: takePlane(4),
    alpha,
    alphaBytes: {
      from: alpha - marginRows * stride * 4,
      to: alpha + (height + marginRows) * stride * 4,
    },
    labels: takePlane(1),
    starts: take(planeCells),
    // Blocks in the first column read a vector before their windows.
    windows: take(bytesPerVector + 3 * windowPlanes * stride * 4) + bytesPerVector,
    columnSums: take(halfWidth * 4 * bytesPerVector),
    rowMoments: take((halfWidth + 3) * 4 * bytesPerVector),
  };
  const transient = taken();
  const labelling = {
    personAlpha: take(4 * width * height),
    hair: take(4 * width * height),
    evidence: takePlane(1),
    widenedRows: takePlane(1),
    plainMargin: takePlane(1),
    hairPersonMargin: takePlane(1),
    hairBackgroundMargin: takePlane(1),
    hairReach: takePlane(1),
  };
  return { ...persistent, transient, labelling, end: taken() };
}

/** Number of steps of the table from the square root of light to code values, as assembly/foreground.ts expects. */
export const codeSteps = 4095;

export function layOutBand(
  transient: number,
  blocks: number,
  width: number,
  height: number,
): BandMemory {
  const { take, taken } = allocator(transient);
  const solution = take(blocks * bytesPerVector);
  // The prior needs reduced pictures before the equations exist, and the foreground needs them after the solution.
  const equations = allocator(taken());
  const pictures = allocator(taken());
  const halfWidth = Math.ceil(width / 2);
  const halfHeight = Math.ceil(height / 2);
  const half = takeCells(pictures.take, halfWidth, halfHeight);
  const quarter = takeCells(pictures.take, Math.ceil(halfWidth / 2), Math.ceil(halfHeight / 2));
  return {
    solution,
    rows: equations.take(blocks * tapsPerRow * bytesPerVector),
    inverseDiagonal: equations.take(blocks * bytesPerVector),
    residual: equations.take(blocks * bytesPerVector),
    image: equations.take(blocks * bytesPerVector),
    half,
    // Unlike the half picture, the quarter picture is read after its means are written.
    quarter: {
      ...quarter,
      meanForeground: pictures.take(quarter.width * quarter.height * bytesPerVector),
    },
    end: Math.max(equations.taken(), pictures.taken()),
  };
}

function takeCells(take: Allocator["take"], width: number, height: number): Cells {
  const bytes = width * height * bytesPerVector;
  const picture = take(bytes);
  const foreground = take(bytes);
  const background = take(bytes);
  // Each mean replaces cells that are not read after it.
  return {
    width,
    height,
    picture,
    foreground,
    background,
    meanForeground: picture,
    meanBackground: foreground,
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
    throw new RangeError(`Cutting out needs ${bytes} bytes of memory; pass a smaller picture.`, {
      cause,
    });
  }
}
