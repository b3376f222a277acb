/** Refusals for a picture whose header shows that it cannot be processed. */
import { checkRows } from "@gradphoto/domain";
import { type Refusal, refuse } from "./call.ts";

export type HeaderRefusal = Refusal<"photo-wrong-type" | "photo-broken" | "photo-too-many-pixels">;

const { max: maxMegapixels } = checkRows["too-many-pixels"].limits.fail;

/** Header problem in the codec's terms. */
export type HeaderProblem =
  | { readonly code: "file-type" | "not-jpeg" | "file-empty" | "file-broken" | "too-costly" }
  | { readonly code: "too-many-pixels"; readonly megapixels: number };

export function headerRefusal(problem: HeaderProblem): HeaderRefusal {
  switch (problem.code) {
    case "file-type":
    case "not-jpeg":
      return refuse("photo-wrong-type", {});
    case "too-many-pixels":
      return refuse("photo-too-many-pixels", {
        megapixels: Math.ceil(problem.megapixels),
        maxMegapixels,
      });
    case "file-empty":
    case "file-broken":
    case "too-costly":
      return refuse("photo-broken", {});
  }
}
