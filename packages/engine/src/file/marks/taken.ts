/** The day on which a picture was taken, by the EXIF of its camera. */
import type { FileMarks } from "../../ports.ts";

const exifDate = /^(\d{4}):(\d{2}):(\d{2})(?!\d)/;
const dayMs = 86_400_000;
/** Before it phones had no camera; a clock that was never set tells such years. */
const earliestYear = 2000;

/** null where there is no date, or one that cannot be. Zones are not told: what seems to be tomorrow is today. */
export function takenOf(dateTimeOriginal: string, today: Date): FileMarks["taken"] {
  const [, year = "", month = "", day = ""] = exifDate.exec(dateTimeOriginal) ?? [];
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const on = `${year}-${month}-${day}`;
  const isDay = year !== "" && Number(year) >= earliestYear && at.toISOString().startsWith(on);
  const daysAgo = Math.floor((today.getTime() - at.getTime()) / dayMs);
  return isDay && daysAgo >= -1 ? { on, daysAgo: Math.max(0, daysAgo) } : null;
}
