/** Texts that a student read about a photo: what was wrong, what to do, and the numbers under 详情. */
import { verdictWords } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useTranslate, useWords } from "../lib/words.ts";
import { MeasuredDetails } from "./measured-details.tsx";
import { serviceWords } from "./service-words.ts";

type Entry = RouteAnswer<"readCollectionForService">["timeLine"][number];

export function ToldWords({ entry }: { readonly entry: Entry }) {
  const t = useWords(serviceWords);
  const translate = useTranslate();
  const { findings, reasons, words } = entry;
  if (findings.length === 0 && reasons.length === 0) return words !== null && <p className="service-words">{words}</p>;
  return (
    <div className="service-told">
      <p className="service-told-by">{t.studentRead}</p>
      {findings.map(({ id, verdict, title, advice, message, clause, also }) => (
        <section key={id} className={`service-matter service-${verdict === "fail" ? "danger" : "warning"}`}>
          <p className="service-matter-title">
            <span aria-hidden="true">{verdictWords[verdict].icon} </span>
            {translate(title)} · {translate(verdictWords[verdict])}
          </p>
          <p>{t.toDo(translate(advice))}</p>
          <MeasuredDetails measured={[{ message, clause }, ...also]} />
        </section>
      ))}
      {reasons.map(({ code, label, advice }) => (
        <section key={code} className="service-matter service-danger">
          <p className="service-matter-title">
            <span aria-hidden="true">✕ </span>
            {translate(label)}
          </p>
          {translate(advice) !== "" && <p>{t.toDo(translate(advice))}</p>}
        </section>
      ))}
      {words !== null && <p className="service-words">{t.reviewerWrote(words)}</p>}
    </div>
  );
}
