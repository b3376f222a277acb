/** Numbers and clauses of a finding, folded as on the student's page. */
import type { Finding } from "@gradphoto/domain";
import { useTranslate, useWords } from "../lib/words.ts";
import { Clause } from "../parts/short-id.tsx";
import { serviceWords } from "./service-words.ts";

export function MeasuredDetails({
  measured,
}: {
  readonly measured: readonly Pick<Finding, "message" | "clause">[];
}) {
  const t = useWords(serviceWords);
  const translate = useTranslate();
  return (
    <details>
      <summary>{t.details}</summary>
      {measured.map(({ message, clause }) => (
        <p key={message.en}>
          {translate(message)}
          <Clause clause={clause} />
        </p>
      ))}
    </details>
  );
}
