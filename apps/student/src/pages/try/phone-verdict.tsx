/** Complete result of the engine: verdict, pictures and findings, what people check, the report and its number. */
import { forbidsBlueClothes, type PhotoSpec } from "@gradphoto/domain";
import { Facts } from "../../parts/badge.tsx";
import { FoldedClauses } from "../../parts/clauses.tsx";
import { PhonePhoto, VerdictNotice } from "../../parts/findings/findings.tsx";
import { Folded } from "../../parts/folded.tsx";
import type { Picture } from "../../platform/index.ts";
import type { Outcome } from "../../platform/phone-engine.ts";
import { useWords } from "../../words/words.ts";
import { checkNumberOf } from "./check-number.ts";
import { tryWords } from "./try-words.ts";

interface PhoneVerdictProps {
  readonly picture: Picture;
  readonly outcome: Outcome;
  readonly spec: PhotoSpec;
}

export function PhoneVerdict({ picture, outcome, spec }: PhoneVerdictProps) {
  const words = useWords(tryWords);
  const { report } = outcome;
  const { verdict, engine, output, source } = report;
  const [heading = "", about] = words[verdict];
  return (
    <div className="stack outcome" id="outcome">
      <VerdictNotice verdict={verdict} heading={heading} findings={report.findings}>
        {about && <p className="text">{about}</p>}
        <p className="quiet">{words.decides}</p>
      </VerdictNotice>
      <PhonePhoto picture={picture} outcome={outcome} />
      <FoldedClauses
        id="people"
        title={words.people}
        judges={["both", "person"]}
        forbidsBlue={forbidsBlueClothes(spec)}
      />
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
            [
              output ? words.resultHash : words.sourceHash,
              `SHA-256 ${output?.sha256 ?? source.sha256}`,
            ],
            [words.version, engine.version],
          ]}
        />
        <p className="quiet">{words.numberAbout}</p>
      </section>
    </div>
  );
}
