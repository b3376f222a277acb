import { expect, test } from "vitest";
import { huffmanTableOf } from "./huffman.ts";

/** Returns Fibonacci numbers as frequencies, which yield the longest possible codes. */
function fibonacci(symbols: number): Uint32Array {
  const frequencies = new Uint32Array(256);
  for (
    let symbol = 0, [last, next] = [1, 1];
    symbol < symbols;
    symbol++, [last, next] = [next, last + next]
  )
    frequencies[symbol] = last;
  return frequencies;
}

test.each([1, 2, 16, 17, 18, 30, 40])(
  "gives %i symbols with Fibonacci frequencies codes of at most 16 bits",
  (symbols) => {
    const { counts, lengths, codes, symbols: coded } = huffmanTableOf(fibonacci(symbols));
    const own = [...lengths.subarray(0, symbols)];
    expect(Math.min(...own)).toBeGreaterThan(0);
    expect(Math.max(...own)).toBeLessThanOrEqual(16);
    expect(coded.length).toBe(symbols);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(symbols);
    const words = own.map((length, symbol) => codes[symbol]!.toString(2).padStart(length, "0"));
    for (const word of words) {
      expect(word).toContain("0");
      expect(words.filter((other) => other.startsWith(word))).toEqual([word]);
    }
  },
);
