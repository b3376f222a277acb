/** Request timeouts: a dialog cannot be left while its request is under way, so each request must end. */
import type { JsonRouteName } from "@gradphoto/domain/client";

/** Fetch with a timeout that also covers the body, so that no caller waits forever. */
export const fetchWithin =
  (ms: number) =>
  (url: string, init: RequestInit): Promise<Response> => {
    const ending = new AbortController();
    // Aborting after the body was read has no effect.
    setTimeout(() => ending.abort(), ms);
    return fetch(url, { ...init, signal: ending.signal });
  };

const usualMs = 30_000;
const longMs = 300_000;

/** Routes that may take minutes. */
const long: ReadonlySet<JsonRouteName> = new Set([
  // Sheets are processed row by row, with a password hash for each new account.
  "planSchoolImport",
  "importSchools",
  "planStaffImport",
  "importStaff",
  // The service names and arranges all photos of a ZIP before it answers.
  "startExport",
]);

/** Timeout of a route; longer for a picture, since some megabytes may leave an office over a slow line. */
export const answerMsOf = (
  name: JsonRouteName,
  { picture }: { readonly picture?: unknown },
): number => (picture !== undefined || long.has(name) ? longMs : usualMs);
