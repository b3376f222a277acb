/** Day on which a picture was taken, from its EXIF. */
import type { FileMarks } from "../../ports.ts";

const exifDate = /^(\d{4}):(\d{2}):(\d{2})(?!\d)/;
const dayMs = 86_400_000;
/** No phone had a camera before; a clock that was never set yields such years. */
const earliestYear = 2000;

/** null where the date is missing or impossible. Time zones are unknown, so tomorrow counts as today. */
export function takenOf(dateTimeOriginal: string, today: Date): FileMarks["taken"] {
  const [, year = "", month = "", day = ""] = exifDate.exec(dateTimeOriginal) ?? [];
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const on = `${year}-${month}-${day}`;
  const isDay = year !== "" && Number(year) >= earliestYear && at.toISOString().startsWith(on);
  const daysAgo = Math.floor((today.getTime() - at.getTime()) / dayMs);
  return isDay && daysAgo >= -1 ? { on, daysAgo: Math.max(0, daysAgo) } : null;
}
