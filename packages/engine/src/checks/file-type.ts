/** File format, which must be a supported photo format. */
import { type Bilingual, findingWords } from "@gradphoto/domain/photo-standard";
import { fileCheck } from "./check.ts";

export const fileType = fileCheck({
  id: "file-type",
  measure: ({ problem }) => {
    if (problem?.code === "file-type") return { value: 1, message: unreadable };
    if (problem?.code === "not-jpeg")
      return { value: 1, message: notJpeg, advice: findingWords["file-type"].adviceWhen.finished };
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
