/** Complete result of the engine: verdict, pictures and findings, what people check, the report and its number. */
import { clauseJudges, clausesJudgedBy } from "@gradphoto/domain";
import { Facts } from "../../parts/badge.tsx";
import { PhonePhoto, VerdictNotice } from "../../parts/findings/findings.tsx";
import { Folded } from "../../parts/folded.tsx";
import type { Picture } from "../../platform/index.ts";
import type { Outcome } from "../../platform/phone-engine.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { checkNumberOf } from "./check-number.ts";
import { tryWords } from "./try-words.ts";

interface PhoneVerdictProps {
  readonly picture: Picture;
  readonly outcome: Outcome;
}

export function PhoneVerdict({ picture, outcome }: PhoneVerdictProps) {
  const words = useWords(tryWords);
  const { report } = outcome;
  const { verdict, engine, output, source } = report;
  const [heading = "", about] = words[verdict];
  return (
    <div className="stack" id="outcome">
      <VerdictNotice verdict={verdict} heading={heading}>
        <p className="text">{about}</p>
        <p className="quiet">{words.decides}</p>
      </VerdictNotice>
      <PhonePhoto picture={picture} outcome={outcome} />
      <PeopleClauses />
      <Folded
        id="report"
        title={words.report}
        cards={[
          <pre className="report" key="json">
            {JSON.stringify(report, null, 2)}
          </pre>,
        ]}
      />
      <section className="card" id="number">
        <Facts
          rows={[
            [words.number, <strong key="number">{checkNumberOf(report)}</strong>],
            [output ? words.resultHash : words.sourceHash, `SHA-256 ${output?.sha256 ?? source.sha256}`],
            [words.version, engine.version],
          ]}
        />
        <p className="quiet">{words.numberAbout}</p>
      </section>
    </div>
  );
}

/** Clauses that a reviewer checks, whatever the machine found. */
function PeopleClauses() {
  const words = useWords(tryWords);
  const translate = useTranslate();
  return (
    <Folded
      id="people"
      title={words.people}
      cards={(["both", "person"] as const).map((judge) => {
        const clauses = clausesJudgedBy(judge);
        return (
          <div className="stack" key={judge}>
            <p className="text">
              {translate(clauseJudges[judge])} · {clauses.length}
            </p>
            <ol className="clauses">
              {clauses.map(({ id, rule }) => (
                <li key={id}>{translate(rule.text)}</li>
              ))}
            </ol>
          </div>
        );
      })}
    />
  );
}
