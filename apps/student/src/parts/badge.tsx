/** Status badge with the service's label and tone. */
import type { Bilingual, Tone } from "@gradphoto/domain";
import { useTranslate } from "../words/words.ts";

export function Badge({ label, tone }: { readonly label: Bilingual; readonly tone: Tone }) {
  const translate = useTranslate();
  return <span className={`badge badge--${tone}`}>{translate(label)}</span>;
}
