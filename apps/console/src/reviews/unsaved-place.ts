/** Where a tab keeps its person's unsaved decisions, and nobody else's: words in them may be personal. */
import { countDecisions } from "./kept-unsaved.ts";

const begin = "gradphoto-console-unsaved-";

export const unsavedPlace = (staffId: string): string => `${begin}${staffId}`;

let whenOthersDropped: (staffId: string) => void = () => undefined;

/** What is sent from this page is forgotten with what the tab keeps: it would be kept again. */
export function onDropOfOthers(listener: (staffId: string) => void): void {
  whenOthersDropped = listener;
}

/** Once another person is signed in at this tab. Answers how many decisions were dropped. */
export function dropUnsavedOfOthers(staffId: string): number {
  const others = places().filter((place) => place !== unsavedPlace(staffId));
  const dropped = countIn(others);
  whenOthersDropped(staffId);
  for (const place of others) sessionStorage.removeItem(place);
  return dropped;
}

/** How many decisions this tab keeps, of whoever was signed in at it last. */
export const countUnsaved = (): number => countIn(places());

const places = (): readonly string[] => Object.keys(sessionStorage).filter((place) => place.startsWith(begin));

const countIn = (kept: readonly string[]): number =>
  kept.reduce((sum, place) => sum + countDecisions(sessionStorage.getItem(place)), 0);
