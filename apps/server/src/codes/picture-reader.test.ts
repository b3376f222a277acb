import { setImmediate } from "node:timers/promises";
import { createCodecProcess } from "@gradphoto/engine/node";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { createPictureReader, type ReaderOptions } from "./picture-reader.ts";

/** Draws a picture full of QR finder patterns, for which the search tries every combination of three. */
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

test("a picture that exhausts the search times out, and the next picture is read", async () => {
  const timeoutMs = 1000;
  const { read } = open({ heic: false, timeoutMs, maxWaiting: 8 });
  const hostile = await cornersEverywhere();
  let isDone = false;
  const reading = read(hostile, "a").finally(() => {
    isDone = true;
  });
  let turns = 0;
  for (; !isDone; turns++) await setImmediate();
  expect(await reading).toEqual({ refused: "code-unreadable", details: {} });
  expect(turns, "turns of the event loop in which others are answered").toBeGreaterThan(100);
  expect(await read(new TextEncoder().encode("no picture"), "a")).toMatchObject({
    refused: "photo-wrong-type",
  });
});

test("pictures of six hostile accounts do not delay others, and each account has one picture at a time", async () => {
  const { read } = open({ heic: false, timeoutMs: 600, maxWaiting: 4 });
  const hostile = await cornersEverywhere();
  const done: string[] = [];
  const send = async (picture: Uint8Array, account: string) => {
    const input = await read(picture, account);
    done.push(account);
    return "refused" in input ? input.refused : "read";
  };
  const flood = Array.from({ length: 6 }, (_, n) => send(hostile, `attacker ${n}`));
  expect(await read(hostile, "attacker 0")).toMatchObject({ refused: "too-many-requests" });
  expect(await send(blank, "student")).toBe("code-unreadable");
  const refused = (await Promise.all(flood)).filter((code) => code === "service-unavailable");
  expect(refused).toHaveLength(2);
  // Two pictures were refused immediately, and one was in progress.
  expect(done.indexOf("student")).toBeLessThanOrEqual(3);
  const repeated = [
    send(hostile, "attacker 0"),
    send(hostile, "attacker 5"),
    send(blank, "student"),
    send(blank, "new"),
  ];
  await Promise.all(repeated);
  expect(done.slice(-4)).toEqual(["attacker 0", "new", "student", "attacker 5"]);
});

test("refuses a file type even if another decoder of the process accepts it", async () => {
  const codec = createCodecProcess({ heic: false, timeoutMs: 10_000, maxWaiting: 2 });
  afterAll(codec.close);
  await codec.inspect(blank);
  const { read } = open({ heic: false, timeoutMs: 10_000, maxWaiting: 8 });
  expect(await read(new TextEncoder().encode("no picture"), "a")).toMatchObject({
    refused: "photo-wrong-type",
  });
});
