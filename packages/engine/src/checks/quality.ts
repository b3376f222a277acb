/** Is the file compressed gently enough? */
import { resultCheck } from "./check.ts";

export const quality = resultCheck({
  id: "quality",
  measure: ({ jpeg }) => ({ value: jpeg.quality }),
});
