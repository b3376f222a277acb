/** Compression quality of the file. */
import { resultCheck } from "./check.ts";

export const quality = resultCheck({
  id: "quality",
  measure: ({ jpeg }) => ({ value: jpeg.quality }),
});
