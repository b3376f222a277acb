import { findPhotoSpec } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../outcome.ts";
import type { ReadProblem } from "../ports.ts";
import { type Engine, standardize } from "../standardize.ts";
import { heicHeader, heifBox, jpegMarkers, pngFile, withJpegSize } from "../testing/image-files.ts";
import { sharedEngine } from "../testing/shared-engine.ts";
import { createSharpCodec } from "./sharp-codec.ts";

const timeLimitMs = 10_000;
const codec = createSharpCodec({ heic: true });

/** Returns the problem in reading `bytes`; null when they were read. */
async function problemOf(bytes: Uint8Array, reader = codec): Promise<ReadProblem["code"] | null> {
  const header = await reader.inspect(bytes);
  if (!header.ok) return header.problem.code;
  const raster = await reader.decode(bytes, header.value, 3200);
  return raster.ok ? null : raster.problem.code;
}

const text = (content: string): Buffer => Buffer.from(content.padEnd(64));
const noisePhoto = () =>
  sharp({
    create: {
      width: 160,
      height: 120,
      channels: 3,
      background: "#808080",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  }).withIccProfile("p3");

const wrongTypes: readonly (readonly [string, Uint8Array])[] = [
  ["a single byte", Uint8Array.of(0xff)],
  ["text, whatever its name says", text("dear student, this is no photo")],
  ["an SVG", text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ["a GIF", Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64")],
  ["a TIFF", text("II*\0\x08\0\0\0")],
  ["a PDF", text("%PDF-1.7\n1 0 obj")],
  ["a ZIP", text("PK\x03\x04")],
  [
    "a HEIC sequence",
    Buffer.concat([heifBox("ftyp", Buffer.from("msf1\0\0\0\0msf1hevc")), Buffer.alloc(64)]),
  ],
];

describe("files that are not photos", () => {
  test("refuses an empty file as empty", async () =>
    expect(await problemOf(new Uint8Array(0))).toBe("file-empty"));

  test.each(wrongTypes)(
    "refuses %s by its type",
    async (_, bytes) => expect(await problemOf(bytes)).toBe("file-type"),
    timeLimitMs,
  );

  test("refuses an animated WebP by its type", async () => {
    const frames = sharp(Buffer.alloc(8 * 24 * 3, 7).fill(200, 192, 384), {
      raw: { width: 8, height: 24, channels: 3, pageHeight: 8 },
    });
    expect(await problemOf(await frames.webp().toBuffer())).toBe("file-type");
  });

  test("refuses HEIC by its type if HEIC is disabled", async () => {
    expect(await problemOf(heicHeader(10, 10), createSharpCodec({ heic: false }))).toBe(
      "file-type",
    );
  });
});

describe("files that are truncated or damaged", () => {
  test(
    "refuses a JPEG cut at or after any marker with a code",
    async () => {
      const jpeg = await noisePhoto()
        .withMetadata({ orientation: 6 })
        .jpeg({ progressive: true })
        .toBuffer();
      const markers = jpegMarkers(jpeg);
      expect(markers.length).toBeGreaterThan(15);
      for (const marker of markers) {
        for (const length of [marker, marker + 1, marker + 2, marker + 6].filter(
          (at) => at < jpeg.length,
        )) {
          const code = await problemOf(jpeg.subarray(0, length));
          expect(code, `cut at ${length} of ${jpeg.length}`).toBe(
            length === 0 ? "file-empty" : length < 12 ? "file-type" : "file-broken",
          );
        }
      }
    },
    timeLimitMs,
  );

  test.each([
    ["JPEG", () => noisePhoto().jpeg().toBuffer()],
    ["PNG", () => noisePhoto().png().toBuffer()],
    ["WebP", () => noisePhoto().webp().toBuffer()],
    ["AVIF", () => noisePhoto().avif({ effort: 0 }).toBuffer()],
  ])(
    "half a %s is broken",
    async (_, make) => {
      const complete = await make();
      expect(await problemOf(complete)).toBe(null);
      expect(await problemOf(complete.subarray(0, complete.length >> 1))).toBe("file-broken");
    },
    timeLimitMs,
  );

  test("a HEIC with nothing after its type box is broken", async () => {
    const type = heifBox("ftyp", Buffer.from("heic\0\0\0\0mif1heic"));
    expect(await problemOf(Buffer.concat([type, Buffer.alloc(64)]))).toBe("file-broken");
  });

  test(
    "a HEIC without its picture is broken, and logs nothing to the console",
    async () => {
      const { log } = console;
      const message: unknown[] = [];
      Object.assign(console, { log: (line: unknown) => message.push(line) });
      try {
        expect(await problemOf(heicHeader(100, 80))).toBe("file-broken");
      } finally {
        Object.assign(console, { log });
      }
      expect(message).toEqual([]);
    },
    timeLimitMs,
  );
});

describe("pictures too large to be opened safely", () => {
  test.each([
    ["JPEG", async () => withJpegSize(await noisePhoto().jpeg().toBuffer(), 10_000, 10_000)],
    [
      "PNG",
      async () =>
        pngFile({ width: 10_000, height: 10_000, bitDepth: 8, colourType: 2 }, new Uint8Array(9)),
    ],
    ["HEIC", async () => heicHeader(10_000, 10_000)],
  ])("refuses a %s of 100 megapixels before decoding", async (_, make) => {
    const bytes = await make();
    const header = await codec.inspect(bytes);
    expect(header).toEqual({ ok: false, problem: { code: "too-many-pixels", megapixels: 100 } });
  });

  test(
    "refuses a decompression bomb of 256 megapixels with little memory",
    async () => {
      const rowBytes = 1 + 16_000 / 8;
      const bomb = pngFile(
        { width: 16_000, height: 16_000, bitDepth: 1, colourType: 0 },
        new Uint8Array(16_000 * rowBytes),
      );
      const previous = process.memoryUsage().rss;
      expect(await problemOf(bomb)).toBe("too-many-pixels");
      expect(process.memoryUsage().rss - previous).toBeLessThan(32 * 2 ** 20);
    },
    timeLimitMs,
  );

  test(
    "decodes the largest allowed picture in bounded memory",
    async () => {
      const side = 7000;
      const complete = pngFile(
        { width: side, height: side, bitDepth: 8, colourType: 0 },
        new Uint8Array(side * (side + 1)),
      );
      const previous = process.memoryUsage().rss;
      expect(await problemOf(complete)).toBe(null);
      expect(process.memoryUsage().rss - previous).toBeLessThan(300 * 2 ** 20);
    },
    timeLimitMs,
  );
});

describe("unusual pictures pass through the complete engine without an error", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await sharedEngine();
  });

  const run = async (bytes: Uint8Array): Promise<Outcome> => {
    const spec = findPhotoSpec("chsi-blue");
    if (!spec) throw new Error("the default spec is missing");
    return standardize(bytes, spec, engine);
  };
  const failed = ({ report }: Outcome): string[] =>
    report.findings.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);

  test.each([
    ["1 × 1", 1, 1],
    ["20000 × 1", 20_000, 1],
    ["1 × 20000", 1, 20_000],
    ["3 × 2000", 3, 2000],
  ])(
    "reports no face for a picture of %s pixels",
    async (_, width, height) => {
      const image = sharp({ create: { width, height, channels: 3, background: "#a08070" } });
      for (const bytes of [
        await image.clone().png().toBuffer(),
        await image.clone().jpeg().toBuffer(),
      ]) {
        const outcome = await run(bytes);
        expect(outcome.kind).toBe("refused");
        expect(outcome.photo).toBe(null);
        expect(failed(outcome)).toContain("no-face");
      }
    },
    timeLimitMs,
  );

  test.each([
    ["file-type", async () => text("no photo")],
    ["file-broken", async () => (await noisePhoto().jpeg().toBuffer()).subarray(0, 900)],
    ["too-many-pixels", async () => withJpegSize(await noisePhoto().jpeg().toBuffer(), 9000, 9000)],
  ])("reports %s as the only failed finding for a file that cannot be opened", async (id, make) => {
    const outcome = await run(await make());
    expect(outcome.kind).toBe("unreadable");
    expect(failed(outcome)).toEqual([id]);
  });
});
