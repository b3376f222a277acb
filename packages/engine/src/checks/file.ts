/** Checks of the file before it is opened: format, completeness, number of pixels. */
import { type Bilingual, checkWords, limitsOf } from "@gradphoto/domain/photo-standard";
import { fileCheck } from "./check.ts";

/** File format, which must be a supported photo format. */
export const fileType = fileCheck({
  id: "file-type",
  measure: ({ problem }) => {
    if (problem?.code === "file-type") return { value: 1, message: unreadable };
    if (problem?.code === "not-jpeg")
      return { value: 1, message: notJpeg, advice: checkWords["file-type"].adviceWhen.finished };
    return { value: 0, message: { zh: "文件格式可用。", en: "The file type is fine." } };
  },
});

const unreadable: Bilingual = {
  zh: "文件内容不是可用的照片格式，应为 JPG、PNG、WebP 或 HEIC。",
  en: "The file's content is not a photo format we read; it should be JPG, PNG, WebP or HEIC.",
};
const notJpeg: Bilingual = {
  zh: "这是图片，但成品必须是 JPG 文件。",
  en: "This is a picture, but a finished photo must be a JPG file.",
};

/** Completeness of the file. */
export const fileBroken = fileCheck({
  id: "file-broken",
  measure: ({ problem }) => {
    if (problem?.code === "file-empty") return { value: 1, message: empty };
    if (problem?.code === "too-costly") return { value: 1, message: tooCostly };
    return problem?.code === "file-broken"
      ? { value: 1, message: damaged }
      : { value: 0, message: complete };
  },
});

const empty: Bilingual = {
  zh: "文件是空的，里面没有照片。",
  en: "The file is empty; there is no photo in it.",
};
const damaged: Bilingual = {
  zh: "文件不完整或已损坏，无法打开。",
  en: "The file is incomplete or damaged and cannot be opened.",
};
const tooCostly: Bilingual = {
  zh: "打开这个文件所需的时间或内存远超一般照片，未能读取。",
  en: "Opening this file takes far more time or memory than a photo does; it was not read.",
};
const complete: Bilingual = { zh: "文件完整。", en: "The file is complete." };

/** Number of pixels, which must be safe to decode. */
export const tooManyPixels = fileCheck({
  id: "too-many-pixels",
  measure: ({ megapixels, spec }) => {
    const { max = 0 } = limitsOf("too-many-pixels", spec).fail ?? {};
    return { value: megapixels, message: megapixels === 0 ? unread : sized(megapixels, max) };
  },
});

const unread: Bilingual = {
  zh: "没有读到照片的像素数。",
  en: "The number of pixels was not read.",
};
/** Returns the size of a photo in words: in 万 in Chinese, in megapixels in English. */
const sized = (megapixels: number, most: number): Bilingual => ({
  zh: `照片共 ${Math.round(megapixels * 100)} 万像素（上限 ${most * 100} 万）。`,
  en: `The photo has ${megapixels.toFixed(1)} megapixels (at most ${most}).`,
});
