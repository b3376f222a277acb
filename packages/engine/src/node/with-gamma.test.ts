import { describe, expect, test } from "vitest";
import { operationsOf } from "../steps/operations.ts";
import { pngChunk, pngFile, u32 } from "../testing/image-files.ts";
import { findSpec } from "../testing/shared-engine.ts";
import { createSharpCodec } from "./sharp-codec.ts";

const codec = createSharpCodec({ heic: true });

async function read(png: Uint8Array) {
  const header = await codec.inspect(png);
  if (!header.ok) throw new Error(header.problem.code);
  const raster = await codec.decode(png, header.value, 3200);
  if (!raster.ok) throw new Error(raster.problem.code);
  return { ...raster.value, header: header.value };
}

/** Codes in steps of 51, each as a grey pixel. */
const codes = [0, 51, 102, 153, 204, 255];
const rgbRow = Uint8Array.from([0, ...codes.flatMap((code) => [code, code, code])]);
const gamma = (units: number): Buffer => pngChunk("gAMA", u32(units));
const greysOf = async (png: Uint8Array): Promise<number[]> =>
  [...(await read(png)).data].filter((_, at) => at % 3 === 0);
const rgbPng = (...chunks: readonly Buffer[]): Buffer =>
  pngFile({ width: codes.length, height: 1, bitDepth: 8, colourType: 2 }, rgbRow, chunks);

describe("gamma of a PNG", () => {
  // Codes as Chromium 156 shows them.
  test.each([
    ["1, which is linear light", 100_000, [0, 124, 170, 203, 231, 255]],
    ["1/1.8 of old Macs", 55_556, [0, 66, 121, 169, 214, 255]],
    ["1/2.4", 41_667, [0, 40, 94, 147, 201, 255]],
  ])("is applied as in a browser: %s", async (_, units, wanted) => {
    expect(await greysOf(rgbPng(gamma(units)))).toEqual(wanted);
    const greyRow = Uint8Array.from([0, ...codes]);
    const grey = pngFile({ width: codes.length, height: 1, bitDepth: 8, colourType: 0 }, greyRow, [
      gamma(units),
    ]);
    expect(await greysOf(grey)).toEqual(wanted);
  });

  test.each([
    ["the usual one", [gamma(45_455)]],
    ["almost the usual one", [gamma(47_600)]],
    ["next to a statement of sRGB", [gamma(100_000), pngChunk("sRGB", Uint8Array.of(0))]],
    ["zero", [gamma(0)]],
    ["too short", [pngChunk("gAMA", Uint8Array.of(0, 0))]],
  ])("changes nothing: %s", async (_, chunks) => {
    expect(await greysOf(rgbPng(...chunks))).toEqual(codes);
  });

  test("is applied before transparency, and with the rotation", async () => {
    const orientation = Buffer.from("4d4d002a00000008000101120003000000010006000000000000", "hex");
    const halfBlack = Uint8Array.of(0, 0, 0, 0, 128, 102, 102, 102, 255);
    const header = { width: 2, height: 1, bitDepth: 8, colourType: 6 };
    const { width, height, data } = await read(
      pngFile(header, halfBlack, [gamma(100_000), pngChunk("eXIf", orientation)]),
    );
    expect([width, height]).toEqual([1, 2]);
    expect([...data]).toEqual([127, 127, 127, 170, 170, 170]);
  });

  test("is recorded as a conversion of the colours", async () => {
    const { header } = await read(rgbPng(gamma(55_556)));
    const crop = { rect: { left: 0, top: 0, width: 6, height: 1 }, scale: 1 };
    const encoded = {
      quality: 90,
      chroma: "4:4:4",
      tables: "annex-k",
      trellis: false,
      softenedPx: 0,
    } as const;
    const operations = operationsOf(
      header,
      crop,
      1,
      { ...encoded, bytes: Uint8Array.of() },
      findSpec(),
    );
    const params = { from: "srgb with gamma 1.80", to: "sRGB" };
    expect(operations).toContainEqual({ op: "convert-colour", params });
  });

  test("is applied to a part", async () => {
    const png = rgbPng(gamma(100_000));
    const { header } = await read(png);
    const part = await codec.decodePart(png, header, { left: 1, top: 0, width: 2, height: 1 });
    expect(part.ok && [...part.value.data]).toEqual([124, 124, 124, 170, 170, 170]);
  });
});
