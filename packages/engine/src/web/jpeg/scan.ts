/** Coefficients as the symbols of a baseline scan, and these as bits. */
import type { HuffmanTable } from "./huffman.ts";
import type { Plane } from "./planes.ts";
import { blockSize } from "./transform.ts";

export interface Component {
  readonly plane: Plane;
  /** Blocks to each side in a unit of the scan. */
  readonly factor: number;
  readonly coefficients: Int16Array;
}

/** In the order of the scan. */
export interface Symbols {
  readonly count: number;
  /** Which table codes the symbol, from 0 to 3, above its eight bits. */
  readonly heads: Uint16Array;
  /** What stands behind the symbol's code: as many bits as its lower half says. */
  readonly tails: Uint16Array;
}

/** Tables of a component: for the difference from the block before, and for the coefficients after the first. */
export const tableOf = (component: number, isFirst: boolean): number => (component === 0 ? 0 : 2) + (isFirst ? 0 : 1);
export const tableCount = 4;

const endOfBlock = 0;
const sixteenZeros = 0xf0;

export function symbolsOf(components: readonly Component[]): Symbols {
  const most = components.reduce((sum, { coefficients }) => sum + coefficients.length, 0);
  const heads = new Uint16Array(most);
  const tails = new Uint16Array(most);
  const before = components.map(() => 0);
  let count = 0;

  function put(head: number, symbol: number, tail: number): void {
    heads[count] = head | symbol;
    tails[count++] = tail;
  }

  function putBlock(component: number, coefficients: Int16Array, at: number, isFilled: boolean): void {
    const first = tableOf(component, true) << 8;
    const rest = tableOf(component, false) << 8;
    const difference = isFilled ? 0 : coefficients[at]! - before[component]!;
    put(first, sizeOf(difference), bitsOf(difference));
    before[component] = before[component]! + difference;
    let zeros = 0;
    for (let k = 1; k < blockSize; k++) {
      const value = isFilled ? 0 : coefficients[at + k]!;
      if (value === 0) {
        zeros++;
        continue;
      }
      for (; zeros > 15; zeros -= 16) put(rest, sixteenZeros, 0);
      put(rest, (zeros << 4) | sizeOf(value), bitsOf(value));
      zeros = 0;
    }
    if (zeros > 0) put(rest, endOfBlock, 0);
  }

  forEachBlock(components, putBlock);
  return { count, heads, tails };
}

function forEachBlock(
  components: readonly Component[],
  use: (component: number, coefficients: Int16Array, at: number, isFilled: boolean) => void,
): void {
  const [{ plane, factor: unit }] = components as readonly [Component];
  for (let row = 0; row < plane.height / 8 / unit; row++) {
    for (let column = 0; column < plane.width / 8 / unit; column++) {
      for (const [component, { plane: own, factor, coefficients }] of components.entries()) {
        for (let b = 0; b < factor * factor; b++) {
          const y = row * factor + Math.trunc(b / factor);
          const x = column * factor + (b % factor);
          use(component, coefficients, ((y * own.width) / 8 + x) * blockSize, y >= own.rows || x >= own.columns);
        }
      }
    }
  }
}

const sizeOf = (value: number): number => 32 - Math.clz32(Math.abs(value));

/** A negative number is written as one less. */
const bitsOf = (value: number): number => (value < 0 ? value - 1 : value) & ((1 << sizeOf(value)) - 1);

/** Bits after bits; behind a byte of ones stands a zero, and what is left at the end is filled with ones. */
export function writeSymbols({ count, heads, tails }: Symbols, tables: readonly HuffmanTable[]): Uint8Array {
  // No symbol takes more than 16 bits and 11 more, and no byte more than two.
  const out = new Uint8Array(count * 8 + 2);
  let length = 0;
  let held = 0;
  let heldCount = 0;
  function write(bits: number, bitCount: number): void {
    held = (held << bitCount) | bits;
    heldCount += bitCount;
    while (heldCount >= 8) {
      heldCount -= 8;
      const byte = (held >> heldCount) & 0xff;
      out[length++] = byte;
      if (byte === 0xff) out[length++] = 0;
    }
    held &= (1 << heldCount) - 1;
  }
  for (let i = 0; i < count; i++) {
    const { codes, lengths } = tables[heads[i]! >> 8]!;
    const symbol = heads[i]! & 0xff;
    write(codes[symbol]!, lengths[symbol]!);
    write(tails[i]!, symbol & 15);
  }
  if (heldCount > 0) write((1 << (8 - heldCount)) - 1, 8 - heldCount);
  return out.subarray(0, length);
}
