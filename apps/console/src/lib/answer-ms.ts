/** How long an answer is waited for: a dialog cannot be left while its request is under way, so each request has an end. */
import type { JsonRouteName } from "@gradphoto/domain/client";

const usualMs = 30_000;
const longMs = 300_000;

/** What may take minutes. */
const long: ReadonlySet<JsonRouteName> = new Set([
  // Sheets are worked on row by row, with a password to be hashed for each new account.
  "planSchoolImport",
  "importSchools",
  "planStaffImport",
  "importStaff",
  // All photos of a ZIP are named and laid out before it is answered.
  "startExport",
]);

/** Of any route that takes a picture: some megabytes, out of an office whose line may be slow. */
export const answerMsOf = (name: JsonRouteName, { picture }: { readonly picture?: unknown }): number =>
  picture !== undefined || long.has(name) ? longMs : usualMs;
