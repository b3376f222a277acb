/** The numbers and clauses of a matter, folded as on the student's page. */
import type { Finding } from "@gradphoto/domain";
import { useSay, useWords } from "../lib/words.ts";
import { Clause } from "../parts/clause.tsx";
import { serviceWords } from "./service-words.ts";

export function MeasuredDetails({ measured }: { readonly measured: readonly Pick<Finding, "message" | "clause">[] }) {
  const t = useWords(serviceWords);
  const say = useSay();
  return (
    <details>
      <summary>{t.details}</summary>
      {measured.map(({ message, clause }) => (
        <p key={message.en}>
          {say(message)}
          <Clause clause={clause} />
        </p>
      ))}
    </details>
  );
}
