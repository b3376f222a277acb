import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import sharp from "sharp";
import { expect, test } from "vitest";
import { prepareZXingModule, writeBarcode } from "zxing-wasm/writer";
import { decodeQrText } from "./decode-qr-text.ts";
import { photoOfScreen, type Shot } from "./testing/photo-of-screen.ts";

const wasmPath = createRequire(import.meta.url).resolve("zxing-wasm/writer/zxing_writer.wasm");
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(wasmPath)).buffer } });

const [code, poster] = [`GPC1.sim1.${"Ab0_".repeat(50)}.BBBB`, "https://example.org/poster"];

/** The reads must not depend on the speed of the machine. */
const stoppedClock = () => 0;

const photographed = async (text: string, shot: Shot) =>
  photoOfScreen((await writeBarcode(text, { format: "QRCode" })).symbol, shot);

test.each([
  { moduleSize: 2, scale: 1.3, rotationDeg: 2 },
  { moduleSize: 2, scale: 2.7, rotationDeg: -3 },
  { moduleSize: 3, scale: 2.3, rotationDeg: 4 },
  { moduleSize: 4, scale: 1.2, rotationDeg: -1.5 },
  { moduleSize: 4, scale: 1.9, rotationDeg: 2 },
  { moduleSize: 6, scale: 0.8, rotationDeg: 3 },
  { moduleSize: 6, scale: 2.2, rotationDeg: -4 },
])(
  "reads the moiré photo of $moduleSize screen pixels a module, at scale $scale and $rotationDeg degrees",
  async (shot) =>
    expect(await decodeQrText(await photographed(code, shot), stoppedClock)).toBe(code),
);

test("reads a moiré collection code next to a sharp poster, whose code is read first", async () => {
  const screen = await photographed(code, { moduleSize: 3, scale: 2.3, rotationDeg: 4 });
  const { width, height } = screen;
  const { image } = await writeBarcode(poster, { format: "QRCode", scale: 6 });
  if (!image) throw new Error("The poster's code was not drawn");
  const both = await sharp(screen.data, { raw: { width, height, channels: 3 } })
    .extend({ right: 400, background: "#ffffff" })
    .composite([{ input: Buffer.from(await image.arrayBuffer()), left: width + 40, top: 40 }])
    .removeAlpha()
    .raw()
    .toBuffer();
  expect(await decodeQrText({ width: width + 400, height, data: both }, stoppedClock)).toBe(code);
});
