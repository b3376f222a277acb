import { afterEach, expect, test, vi } from "vitest";
import { readPackagePhotos } from "../testing/golden.ts";
import { NotReadHereError } from "./decode-picture.ts";
import { createWebCodec } from "./web-codec.ts";

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
  vi.stubGlobal("createImageBitmap", () => Promise.reject(new Error("The source image could not be decoded.")));
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
  await expect(codec.decodePart(photo.bytes, await header(), part)).rejects.toThrow(NotReadHereError);
  expect(close).toHaveBeenCalledOnce();
});

test("refuses a file without a picture in the browser", async () => {
  expect(await codec.inspect(new Uint8Array())).toMatchObject({ ok: false, problem: { code: "file-empty" } });
});
