/** Size of the file, against the spec. */
import { findingWords, limitsOf } from "@gradphoto/domain/photo-standard";
import { resultCheck } from "./check.ts";

export const fileSize = resultCheck({
  id: "file-size",
  measure: ({ file, spec }) => {
    const { max = Number.POSITIVE_INFINITY } = limitsOf("file-size", spec).fail ?? {};
    return { value: file.length, ...(file.length > max && { advice: findingWords["file-size"].adviceWhen.tooLarge }) };
  },
});
