/** Compares decoded HEIC pictures with those of libheif's own heif-dec. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import sharp from "sharp";
import { createSharpCodec } from "../../../packages/engine/src/node/sharp-codec.ts";
import type { Raster } from "../../../packages/engine/src/ports.ts";
import type { Measured } from "./credentials.ts";

/** Maximum mean difference. Decoders differ in how they interpolate chroma. */
const maxMeanCodes = 2;

export async function measureHeif(folder: string): Promise<Measured> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    /conformance_files\/[^/]+\.heic$/.test(path),
  );
  let right = 0;
  const wrong: string[] = [];
  if (files.length > 0 && printedBy("heif-dec", "--version") === "")
    console.error("heif: not measured without heif-dec: install Debian's libheif-examples");
  const outputs = mkdtempSync(join(tmpdir(), "gradphoto-heif-"));
  try {
    for (const path of files.sort()) {
      // Sequences have no primary picture.
      const reference = await referenceOf(join(folder, path), outputs);
      if (reference === null) continue;
      const fault = await faultOf(readFileSync(join(folder, path)), reference);
      if (fault === null) right += 1;
      else wrong.push(`${path}: ${fault}`);
    }
  } finally {
    rmSync(outputs, { recursive: true });
  }
  return { tried: right + wrong.length, right, wrong };
}

/** Returns what a program printed, also where it failed for one of the pictures; nothing where it is missing. */
const printedBy = (program: string, ...parameters: readonly string[]): string =>
  spawnSync(program, parameters, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
    .stdout ?? "";

/** Decodes the file by heif-dec, which writes every picture, numbered where the file has several. */
async function referenceOf(file: string, outputs: string): Promise<Raster | null> {
  const pictures = printedBy("heif-info", file)
    .split("\n")
    .filter((line) => line.startsWith("image:"));
  const primary = pictures.findIndex((line) => line.includes("primary"));
  if (primary < 0) return null;
  const name = join(outputs, basename(file, ".heic"));
  printedBy("heif-dec", file, `${name}.png`);
  const output = [`${name}.png`, `${name}-${primary + 1}.png`].find(existsSync);
  if (output === undefined) return null;
  const pixels = sharp(output)
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .removeAlpha();
  const { data, info } = await pixels.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

const codec = createSharpCodec({ heic: true });

/** Returns null where the pixels agree, otherwise the difference or the reason of the refusal. */
async function faultOf(bytes: Uint8Array, reference: Raster): Promise<string | null> {
  const header = await codec.inspect(bytes);
  const read = header.ok
    ? await codec.decode(bytes, header.value, Number.MAX_SAFE_INTEGER)
    : header;
  if (!read.ok) return `refused, ${JSON.stringify(read.problem)}`;
  const [size, wantedSize] = [read.value, reference].map(
    ({ width, height }) => `${width} × ${height}`,
  );
  if (size !== wantedSize) return `${size}, heif-dec has ${wantedSize}`;
  const sum = read.value.data.reduce(
    (total, code, at) => total + Math.abs(code - (reference.data[at] ?? 0)),
    0,
  );
  const mean = sum / reference.data.length;
  return mean <= maxMeanCodes ? null : `differs by ${mean.toFixed(1)} of 255 on average`;
}
