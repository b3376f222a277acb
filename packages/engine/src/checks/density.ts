/** Does the file carry the density of the spec? */
import { resultCheck } from "./check.ts";

export const density = resultCheck({
  id: "density",
  advice: { zh: "请用本系统重新制作标准照", en: "Make the standard photo again with this system" },
  measure: ({ jpeg: { dpi }, spec }) =>
    dpi === null
      ? {
          value: 0,
          message: {
            zh: `文件头没有注明分辨率，应为 ${spec.dpi} dpi。`,
            en: `The header states no density; it should be ${spec.dpi} dpi.`,
          },
        }
      : { value: dpi },
});
