/** What is told of a picture whose header says that it cannot be read. */
import { checkFacts } from "@gradphoto/domain";
import { type Refusal, refuse } from "./call.ts";

export type HeaderRefusal = Refusal<"photo-wrong-type" | "photo-broken" | "photo-too-many-pixels">;

const { max: maxMegapixels } = checkFacts["too-many-pixels"].limits.fail;

/** As a codec names it. */
export type HeaderProblem =
  | { readonly code: "file-type" | "not-jpeg" | "file-empty" | "file-broken" | "too-costly" }
  | { readonly code: "too-many-pixels"; readonly megapixels: number };

export function headerRefusal(problem: HeaderProblem): HeaderRefusal {
  switch (problem.code) {
    case "file-type":
    case "not-jpeg":
      return refuse("photo-wrong-type", {});
    case "too-many-pixels":
      return refuse("photo-too-many-pixels", { megapixels: Math.ceil(problem.megapixels), maxMegapixels });
    case "file-empty":
    case "file-broken":
    case "too-costly":
      return refuse("photo-broken", {});
  }
}
