/** How long the steps of a project's students took, on paper. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useWords } from "../lib/words.ts";
import { PaperTable } from "../parts/paper-table.tsx";
import { reportWords } from "./report-words.ts";

type Times = RouteAnswer<"readProjectReport">["times"];

/** As the words name them. */
const spans = ["startToSubmit", "submitToDecision", "approvalToRegistry", "startToCompletion"] as const;
const minuteS = 60;
const hourS = 60 * minuteS;
const dayS = 24 * hourS;

export function ReportTimes({ times }: { readonly times: Times }) {
  const t = useWords(reportWords);
  const lasting = (seconds: number | null): string => {
    if (seconds === null) return "—";
    if (seconds < minuteS) return t.underAMinute;
    // The heading says "at most".
    if (seconds < 2 * hourS) return t.minutes(String(Math.ceil(seconds / minuteS)));
    return seconds < 2 * dayS ? t.hours((seconds / hourS).toFixed(1)) : t.daysOf((seconds / dayS).toFixed(1));
  };
  return (
    <PaperTable
      title={t.times}
      head={[t.step, t.students, t.median, t.ninetieth]}
      rows={spans.map((span, place) => {
        const { students, medianS, ninetiethS } = times[span];
        return [t.spans[place] ?? span, students, lasting(medianS), lasting(ninetiethS)];
      })}
    />
  );
}
