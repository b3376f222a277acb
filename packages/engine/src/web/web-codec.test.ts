import { deflateSync } from "node:zlib";
import { afterEach, expect, test, vi } from "vitest";
import { readPackagePhotos } from "../testing/photos.ts";
import { NotReadHereError } from "./decode-picture.ts";
import { createWebCodec, inflate } from "./web-codec.ts";

const codec = createWebCodec(async () => new Uint8Array(), { heic: true });
const [photo] = readPackagePhotos();
if (!photo) throw new Error("the packages hold no photo");

const header = async () => {
  const read = await codec.inspect(photo.bytes);
  if (!read.ok) throw new Error("the photo's header is not read");
  return read.value;
};

afterEach(() => vi.unstubAllGlobals());

test("leaves a photo that the browser cannot decode to the server, instead of calling it broken", async () => {
  vi.stubGlobal("createImageBitmap", () =>
    Promise.reject(new Error("The source image could not be decoded.")),
  );
  await expect(codec.decode(photo.bytes, await header(), 1300)).rejects.toThrow(NotReadHereError);
});

test("leaves a photo to the server if it is decoded to another size than in its header", async () => {
  vi.stubGlobal("createImageBitmap", async () => ({ width: 1, height: 1, close: () => {} }));
  await expect(codec.decode(photo.bytes, await header(), 1300)).rejects.toThrow(NotReadHereError);
});

test("leaves a photo to the server if there is no canvas for a part, and closes its bitmap", async () => {
  const { width, height } = await header();
  const close = vi.fn();
  vi.stubGlobal("createImageBitmap", async () => ({ width, height, close }));
  const part = { left: 0, top: 0, width: 8, height: 8 };
  await expect(codec.decodePart(photo.bytes, await header(), part)).rejects.toThrow(
    NotReadHereError,
  );
  expect(close).toHaveBeenCalledOnce();
});

test("refuses a file without a picture in the browser", async () => {
  expect(await codec.inspect(new Uint8Array())).toMatchObject({
    ok: false,
    problem: { code: "file-empty" },
  });
});

const text = Buffer.from("a label ".repeat(2000));
const maxBytes = 2 ** 20;

test("inflates a stream to its original, and ignores bytes after its end", () => {
  const deflated = deflateSync(text);
  expect(Buffer.from(inflate(deflated, maxBytes))).toEqual(text);
  expect(Buffer.from(inflate(Buffer.concat([deflated, Buffer.alloc(10_000)]), maxBytes))).toEqual(
    text,
  );
});

test("returns nothing for a stream that is broken, empty or longer than the limit", () => {
  expect(inflate(Buffer.from("no stream at all"), maxBytes)).toHaveLength(0);
  expect(inflate(new Uint8Array(), maxBytes)).toHaveLength(0);
  expect(inflate(deflateSync(Buffer.alloc(4 * maxBytes)), maxBytes)).toHaveLength(0);
});
