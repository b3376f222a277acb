import { monitorEventLoopDelay } from "node:perf_hooks";
import { createCodecProcess } from "@gradphoto/engine/node";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { createPictureReader, type ReaderOptions } from "./picture-reader.ts";

/** The corner of a QR code, again and again: the search tries every three of them. */
async function cornersEverywhere(): Promise<Uint8Array> {
  const [side, cell] = [3000, 40];
  const pixels = Buffer.alloc(side * side, 255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const ring = Math.max(Math.abs((x % cell) - 17), Math.abs((y % cell) - 17)) >> 2;
      if (ring <= 1 || ring === 3) pixels[y * side + x] = 0;
    }
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
    .png()
    .toBuffer();
}

const blank = await sharp({ create: { width: 300, height: 300, channels: 3, background: "#888" } })
  .png()
  .toBuffer();

function open(options: ReaderOptions) {
  const reader = createPictureReader(options);
  afterAll(reader.close);
  return reader;
}

test("a picture made to keep the search busy is given up, and the next one is read", async () => {
  const timeoutMs = 1000;
  const { read } = open({ heic: false, timeoutMs, maxWaiting: 8 });
  const hostile = await cornersEverywhere();
  const delay = monitorEventLoopDelay();
  delay.enable();
  expect(await read(hostile)).toEqual({ refused: "code-unreadable", details: {} });
  delay.disable();
  expect(delay.max / 1e6, "everybody else is answered meanwhile").toBeLessThan(timeoutMs);
  expect(await read(new TextEncoder().encode("no picture"))).toMatchObject({ refused: "photo-wrong-type" });
});

test("so many may wait and no more, and each that waits is answered", async () => {
  const { read } = open({ heic: false, timeoutMs: 10_000, maxWaiting: 2 });
  const answers = await Promise.all(Array.from({ length: 5 }, () => read(blank)));
  const codes = answers.map((answer) => ("refused" in answer ? answer.refused : "read"));
  expect(codes).toEqual([...Array(3).fill("code-unreadable"), ...Array(2).fill("service-unavailable")]);
  expect(await read(blank)).toEqual({ refused: "code-unreadable", details: {} });
});

test("what another decoder of the process reads is not what this one may read", async () => {
  const codec = createCodecProcess({ heic: false, timeoutMs: 10_000, maxWaiting: 2 });
  afterAll(codec.close);
  await codec.inspect(blank);
  const { read } = open({ heic: false, timeoutMs: 10_000, maxWaiting: 8 });
  expect(await read(new TextEncoder().encode("no picture"))).toMatchObject({ refused: "photo-wrong-type" });
});
