/** Density in the file, against the spec. */
import { resultCheck } from "./check.ts";

export const density = resultCheck({
  id: "density",
  measure: ({ jpeg: { dpi }, spec }) =>
    dpi === null
      ? {
          value: 0,
          message: {
            zh: `文件没有注明分辨率，应为 ${spec.dpi} dpi。`,
            en: `The file states no resolution; it should be ${spec.dpi} dpi.`,
          },
        }
      : { value: dpi },
});
