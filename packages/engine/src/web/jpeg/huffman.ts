/** Computes the shortest Huffman code for symbol frequencies, by Annex K.2 of ISO/IEC 10918-1. */

export interface HuffmanTable {
  /** Number of codes of each length from 1 to 16. */
  readonly counts: Uint8Array;
  /** Symbols ordered by code length. */
  readonly symbols: Uint8Array;
  /** Codes by symbol. */
  readonly codes: Uint16Array;
  readonly lengths: Uint8Array;
}

const longest = 16;
const symbolCount = 256;

/** Builds the table from the `frequencies` of 256 symbols. */
export function huffmanTableOf(frequencies: Uint32Array): HuffmanTable {
  const lengthOf = codeLengths(frequencies);
  const counts = countsWithin(lengthOf);
  const symbols = Uint8Array.from(
    [...frequencies.keys()]
      .filter((symbol) => lengthOf[symbol]! > 0)
      .sort((a, b) => lengthOf[a]! - lengthOf[b]!),
  );
  const codes = new Uint16Array(symbolCount);
  const lengths = new Uint8Array(symbolCount);
  for (let length = 1, code = 0, next = 0; length <= longest; length++, code <<= 1) {
    for (let i = 0; i < counts[length - 1]!; i++, code++, next++) {
      codes[symbols[next]!] = code;
      lengths[symbols[next]!] = length;
    }
  }
  return { counts, symbols, codes, lengths };
}

/** Returns the length of each code. One additional symbol ensures that no code consists only of ones. */
function codeLengths(frequencies: Uint32Array): Uint8Array {
  const left = Float64Array.from(
    { length: symbolCount + 1 },
    (_, symbol) => frequencies[symbol] ?? 1,
  );
  const lengths = new Uint8Array(symbolCount + 1);
  const groups = Array.from(left, (_, symbol) => [symbol]);
  for (;;) {
    const rarest = leastOf(left, -1);
    const next = leastOf(left, rarest);
    if (next < 0) return lengths;
    left[rarest] = left[rarest]! + left[next]!;
    left[next] = 0;
    groups[rarest]!.push(...groups[next]!);
    for (const symbol of groups[rarest]!) lengths[symbol] = lengths[symbol]! + 1;
  }
}

/** Returns the last of the least frequent symbols, or -1 for none. */
function leastOf(frequencies: Float64Array, but: number): number {
  let match = -1;
  for (const [symbol, frequency] of frequencies.entries())
    if (frequency > 0 && symbol !== but && (match < 0 || frequency <= frequencies[match]!))
      match = symbol;
  return match;
}

function countsWithin(lengths: Uint8Array): Uint8Array {
  const counts = new Int32Array(symbolCount + 2);
  for (const length of lengths) if (length > 0) counts[length]!++;
  for (let length = symbolCount; length > longest; length--) {
    while (counts[length]! > 0) {
      let shorter = length - 2;
      while (counts[shorter] === 0) shorter--;
      counts[length]! -= 2;
      counts[length - 1]!++;
      counts[shorter + 1]! += 2;
      counts[shorter]!--;
    }
  }
  let last = longest;
  while (counts[last] === 0) last--;
  counts[last]!--;
  return Uint8Array.from(counts.subarray(1, longest + 1));
}
