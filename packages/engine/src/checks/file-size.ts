/** Is the file inside the size window? */
import { resultCheck } from "./check.ts";

export const fileSize = resultCheck({
  id: "file-size",
  advice: { zh: "请换一张背景简单、更清晰的照片重新制作", en: "Make it again from a sharper photo" },
  measure: ({ file }) => ({ value: file.length }),
});
