/** Deadline in the student's language. */
import { useSettings } from "../state/settings.ts";
import { until, untilWords } from "./until.ts";

export function useUntil(): (closesAt: string) => string {
  const { language } = useSettings();
  return (closesAt) => until(closesAt, Date.now(), untilWords[language]);
}
