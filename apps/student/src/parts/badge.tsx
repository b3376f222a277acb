/** Where something stands: the service's label in the service's tone. */
import type { Bilingual, Tone } from "@gradphoto/domain";
import { useSay } from "../words/words.ts";

export function Badge({ label, tone }: { readonly label: Bilingual; readonly tone: Tone }) {
  const say = useSay();
  return <span className={`badge badge--${tone}`}>{say(label)}</span>;
}
