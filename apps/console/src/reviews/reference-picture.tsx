/** A right photo as it is drawn for students too: what a reviewer compares with where no check does. */
import { drawingColours, drawingOf, drawnPerson, tiedHair } from "@gradphoto/domain";
import { useIsDark } from "../lib/theme.ts";
import { useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";

const { ink, tone } = drawingColours;

/** In the shape of the standard photo: three to four. */
const { onLight, onDark } = drawingOf(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="12.5 0 135 180" fill="none" stroke="${ink}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><rect width="160" height="180" fill="${tone}" stroke="none"/>${drawnPerson({ hair: tiedHair })}</svg>`,
);

export function ReferencePicture() {
  const t = useWords(deskWords);
  return <img className="desk-reference" src={useIsDark() ? onDark : onLight} alt={t.reference} title={t.reference} />;
}
