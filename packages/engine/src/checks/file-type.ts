/** Is it a photo file we read? */
import { fileCheck } from "./check.ts";

export const fileType = fileCheck({
  id: "file-type",
  title: { zh: "文件格式", en: "File type" },
  quantity: { zh: "不能读取的格式", en: "Unreadable type" },
  advice: {
    zh: "请上传手机相机拍摄的 JPG、PNG、WebP 或 HEIC 照片，不要上传截图动画或文档",
    en: "Upload a JPG, PNG, WebP or HEIC photo from the phone's camera, not an animation or a document",
  },
  unit: "count",
  limits: { fail: { max: 0 } },
  measure: ({ problem }) =>
    problem?.code === "file-type"
      ? {
          value: 1,
          message: {
            zh: "文件内容不是可用的照片格式，应为 JPG、PNG、WebP、HEIC 或 AVIF。",
            en: "The file's content is not a photo format we read; it should be JPG, PNG, WebP, HEIC or AVIF.",
          },
        }
      : { value: 0, message: { zh: "文件格式可用。", en: "The file type is fine." } },
});
