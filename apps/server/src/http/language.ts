/** Selects the response language from the accept-language header. */
import { type Language, languages } from "@gradphoto/domain";

/** Chinese when the header is absent or names neither language. */
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
