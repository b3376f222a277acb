/** Baseline JPEG without trellis, to the byte as libvips writes it: what mozjpeg for browsers cannot be asked for. */
import { joined } from "../../file/bytes.ts";
import type { JpegOptions, Raster } from "../../ports.ts";
import { type HuffmanTable, huffmanTableOf } from "./huffman.ts";
import { planesOf } from "./planes.ts";
import { type Component, type Symbols, symbolsOf, tableCount, writeSymbols } from "./scan.ts";
import { tablesOf, zigzag } from "./tables.ts";
import { coefficientsOf } from "./transform.ts";

export function encodeBaseline(raster: Raster, { quality, chroma, tables = "annex-k" }: JpegOptions): Uint8Array {
  const { luminance, chrominance } = tablesOf(tables, quality);
  const halved = chroma === "4:2:0";
  const components = planesOf(raster, halved).map((plane, i) => ({
    plane,
    factor: i === 0 && halved ? 2 : 1,
    coefficients: coefficientsOf(plane, i === 0 ? luminance : chrominance),
  }));
  const symbols = symbolsOf(components);
  const codes = frequenciesOf(symbols).map(huffmanTableOf);
  return joined([
    Uint8Array.of(0xff, 0xd8),
    quantisationSegment(0, luminance),
    quantisationSegment(1, chrominance),
    frameSegment(raster, components),
    ...codes.map((code, i) => huffmanSegment(huffmanIds[i]!, code)),
    segment(0xda, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]),
    writeSymbols(symbols, codes),
    Uint8Array.of(0xff, 0xd9),
  ]);
}

/** As the file numbers them: luminance's two, then colours'. */
const huffmanIds = [0x00, 0x10, 0x01, 0x11];

function frequenciesOf({ count, heads }: Symbols): Uint32Array[] {
  const frequencies = Array.from({ length: tableCount }, () => new Uint32Array(256));
  for (let i = 0; i < count; i++) frequencies[heads[i]! >> 8]![heads[i]! & 0xff]!++;
  return frequencies;
}

const high = (value: number): number => value >> 8;
const low = (value: number): number => value & 0xff;

const segment = (code: number, body: readonly number[]): Uint8Array =>
  Uint8Array.of(0xff, code, high(body.length + 2), low(body.length + 2), ...body);

const quantisationSegment = (id: number, table: readonly number[]): Uint8Array =>
  segment(0xdb, [id, ...Array.from(zigzag, (place) => table[place]!)]);

const huffmanSegment = (id: number, { counts, symbols }: HuffmanTable): Uint8Array =>
  segment(0xc4, [id, ...counts, ...symbols]);

const frameSegment = ({ width, height }: Raster, components: readonly Component[]): Uint8Array =>
  segment(0xc0, [
    ...[8, high(height), low(height), high(width), low(width), components.length],
    ...components.flatMap(({ factor }, i) => [i + 1, factor * 0x11, i === 0 ? 0 : 1]),
  ]);
