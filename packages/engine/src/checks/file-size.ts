/** Is the file inside the size window? */
import { resultCheck } from "./check.ts";

export const fileSize = resultCheck({
  id: "file-size",
  title: { zh: "文件大小", en: "File size" },
  quantity: { zh: "文件大小", en: "File size" },
  advice: { zh: "请换一张背景简单、更清晰的照片重新制作", en: "Make it again from a sharper photo" },
  unit: "bytes",
  limits: ({ file }) => ({ fail: { min: file.minBytes, max: file.maxBytes } }),
  measure: ({ file }) => ({ value: file.length }),
});
