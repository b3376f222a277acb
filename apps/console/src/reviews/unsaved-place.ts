/** Where a tab keeps its person's unsaved decisions, and nobody else's: words in them may be personal. */

const begin = "gradphoto-console-unsaved-";

export const unsavedPlace = (staffId: string): string => `${begin}${staffId}`;

/** Once another person is signed in at this tab. */
export function dropUnsavedOfOthers(staffId: string): void {
  for (const place of Object.keys(sessionStorage)) {
    if (place.startsWith(begin) && place !== unsavedPlace(staffId)) sessionStorage.removeItem(place);
  }
}
