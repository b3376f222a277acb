/** Where a tab keeps its person's unsaved decisions, and nobody else's: words in them may be personal. */

const begin = "gradphoto-console-unsaved-";

export const unsavedPlace = (staffId: string): string => `${begin}${staffId}`;

/** Once another person is signed in at this tab. */
export function dropUnsavedOfOthers(staffId: string): void {
  for (const place of Object.keys(sessionStorage)) {
    if (place.startsWith(begin) && place !== unsavedPlace(staffId)) sessionStorage.removeItem(place);
  }
}

/** How many this tab keeps, of whoever was signed in at it last. */
export function countUnsaved(): number {
  const places = Object.keys(sessionStorage).filter((place) => place.startsWith(begin));
  return places.reduce((sum, place) => sum + countKept(sessionStorage.getItem(place)), 0);
}

function countKept(text: string | null): number {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(kept) ? kept.length : 0;
  } catch {
    return 0;
  }
}
