/** Which of our languages a caller reads, by its accept-language header. */
import { type Language, languages } from "@gradphoto/domain";

/** Chinese for whoever says nothing, or neither. */
export function languageOf(header: string | undefined): Language {
  const wishes = (header ?? "").slice(0, 200).split(",").map(readWish);
  const [best] = wishes
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .flatMap(({ tag }) => languages.filter((language) => language === tag));
  return best ?? "zh";
}

function readWish(wish: string): { readonly tag: string; readonly weight: number } {
  const [range = "", ...parameters] = wish.trim().toLowerCase().split(";");
  const weight = parameters.find((parameter) => parameter.trim().startsWith("q="));
  const [tag = ""] = range.split("-");
  return { tag, weight: weight === undefined ? 1 : Number(weight.trim().slice(2)) || 0 };
}
