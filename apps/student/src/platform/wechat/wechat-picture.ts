/** Pictures in WeChat: chosen or taken, shrunk when above the service's limit, rotated, stored until sent. */
import { uploadedPicture } from "@gradphoto/domain";
import Taro from "@tarojs/taro";
import type { Picture, PictureSource, Shelf } from "../platform.ts";
import { quarterTurnedJpeg } from "../quarter-turned-jpeg.ts";

/** Result of `work`; null when WeChat or the student refused. */
export const orNull = async <T>(work: Promise<T>): Promise<T | null> => work.catch(() => null);

const smallerQuality = 80;

export async function pickPicture(
  source: PictureSource,
  onChosen: () => void = () => {},
): Promise<Picture | null> {
  const chosen = await orNull(
    Taro.chooseMedia({
      count: 1,
      mediaType: ["image"],
      sourceType: [source],
      camera: "back",
      sizeType: ["original"],
    }),
  );
  const file = chosen?.tempFiles[0];
  if (file) onChosen();
  return file ? withinLimit({ url: file.tempFilePath, bytes: file.size }) : null;
}

/** The camera component returns only the path of the file. */
export async function takenPicture(path: string): Promise<Picture | null> {
  const picture = await pictureAt(path);
  return picture && withinLimit(picture);
}

const withinLimit = async (picture: Picture): Promise<Picture> =>
  picture.bytes > uploadedPicture.maxBytes ? ((await smallerPicture(picture)) ?? picture) : picture;

/** WeChat drops the metadata: used only for a file that could not be sent otherwise. */
async function smallerPicture({ url }: Picture): Promise<Picture | null> {
  const made = await orNull(Taro.compressImage({ src: url, quality: smallerQuality }));
  return made && pictureAt(made.tempFilePath);
}

/** Turns the picture by a quarter clockwise; null if it is no JPEG or cannot be read or written. */
export async function turnPicture({ url }: Picture): Promise<Picture | null> {
  const file = await orNull(readFile(url));
  const turned = file && quarterTurnedJpeg(new Uint8Array(file));
  if (!turned) return null;
  const folder = Taro.env.USER_DATA_PATH ?? "";
  const path = `${folder}/turned-${Date.now()}.jpg`;
  const written = await orNull(writeFile(path, turned.slice().buffer));
  // Deletes our previous copy, because the user folder is small. WeChat deletes the chosen file itself.
  if (written && url.startsWith(folder)) Taro.getFileSystemManager().unlink({ filePath: url });
  return written && { url: path, bytes: turned.length };
}

const placeOf = (key: string): string => `${Taro.env.USER_DATA_PATH ?? ""}/shelf-${key}.jpg`;

/** Fallback without free space: WeChat's own copy, which lasts as long as the mini-program. */
const held = new Map<string, Picture>();

export const shelf: Shelf = {
  put: async (key, picture) => {
    const file = await orNull(readFile(picture.url));
    const written = file && (await orNull(writeFile(placeOf(key), file)));
    if (!written) held.set(key, picture);
    return written === true;
  },
  lend: async (key, work) => work(held.get(key) ?? (await pictureAt(placeOf(key)))),
  drop: async (key) => {
    if (!held.delete(key)) Taro.getFileSystemManager().unlink({ filePath: placeOf(key) });
  },
};

async function pictureAt(path: string): Promise<Picture | null> {
  const file = await orNull(readFile(path));
  return file && { url: path, bytes: file.byteLength };
}

const readFile = (filePath: string): Promise<ArrayBuffer> =>
  new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath,
      success: ({ data }) =>
        typeof data === "string" ? reject(new Error("WeChat read a text")) : resolve(data),
      fail: reject,
    });
  });

const writeFile = (filePath: string, data: ArrayBuffer): Promise<true> =>
  new Promise((resolve, reject) => {
    Taro.getFileSystemManager().writeFile({
      filePath,
      data,
      success: () => resolve(true),
      fail: reject,
    });
  });
