/** Is the file inside the size window? */
import { type Bilingual, limitsOf } from "@gradphoto/domain/photo-standard";
import { resultCheck } from "./check.ts";

export const fileSize = resultCheck({
  id: "file-size",
  advice: {
    zh: "请换一张更清晰的照片重新制作",
    en: "Make it again from a sharper photo",
  },
  measure: ({ file, spec }) => {
    const { max = Number.POSITIVE_INFINITY } = limitsOf("file-size", spec).fail ?? {};
    return { value: file.length, ...(file.length > max && { advice: plainer }) };
  },
});

/** A sharper photo would make a large file larger. */
const plainer: Bilingual = {
  zh: "请换一件没有花纹的衣服再拍一张，花纹越少文件越小",
  en: "Take it again in clothes without a pattern: the less pattern, the smaller the file",
};
