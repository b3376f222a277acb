import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test, vi } from "vitest";
import type * as Reader from "zxing-wasm/reader";
import { prepareZXingModule, writeBarcode } from "zxing-wasm/writer";

const wasmOf = (part: "reader" | "writer"): ArrayBuffer => {
  const path = createRequire(import.meta.url).resolve(`zxing-wasm/${part}/zxing_${part}.wasm`);
  return Uint8Array.from(readFileSync(path)).buffer;
};

vi.mock("zxing-wasm/reader", async (original) => {
  const reader = await original<typeof Reader>();
  reader.prepareZXingModule({ overrides: { wasmBinary: wasmOf("reader") } });
  // The page loads the WebAssembly from a server address, which does not exist in tests.
  return { ...reader, prepareZXingModule: async () => {} };
});
prepareZXingModule({ overrides: { wasmBinary: wasmOf("writer") } });
const { readCodeInFrame } = await import("./read-code.ts");

/** QR codes side by side, four pixels per module. */
async function frameOf(texts: readonly string[]): Promise<ImageData> {
  const codes = await Promise.all(
    texts.map(async (text) => (await writeBarcode(text, { format: "QRCode" })).symbol),
  );
  const side = 4 * (Math.max(...codes.map(({ width }) => width)) + 8);
  const [width, height] = [side * codes.length, side];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [place, code] of codes.entries()) {
    for (let y = 0; y < code.height * 4; y++) {
      for (let x = 0; x < code.width * 4; x++) {
        const value = code.data[(y >> 2) * code.width + (x >> 2)] ?? 255;
        data.fill(
          value,
          ((y + 16) * width + place * side + x + 16) * 4,
          ((y + 16) * width + place * side + x + 16) * 4 + 3,
        );
      }
    }
  }
  return { width, height, data, colorSpace: "srgb" };
}

const [code, poster] = [`GPC1.sim1.${"Ab0_".repeat(50)}.BBBB`, "https://example.org/poster"];

test.each([
  ["to the left of", [code, poster]],
  ["to the right of", [poster, code]],
  ["between", [poster, code, poster]],
  ["without", [code]],
])("reads the collection code %s other codes", async (_, texts) =>
  expect(await readCodeInFrame(await frameOf(texts))).toBe(code),
);

test("reads another code if there is no collection code, and nothing from a blank frame", async () => {
  expect(await readCodeInFrame(await frameOf([poster]))).toBe(poster);
  const blank = {
    width: 99,
    height: 99,
    data: new Uint8ClampedArray(99 * 99 * 4).fill(255),
    colorSpace: "srgb" as const,
  };
  expect(await readCodeInFrame(blank)).toBeNull();
});
