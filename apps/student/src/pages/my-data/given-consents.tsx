/** The consents given, each of which can be taken back. */
import { type ConsentPurpose, consents as consentTable, isConsentPurpose, shanghaiTime } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useSay, useWords } from "../../words/words.ts";
import { DeletionReceipt, type Receipt } from "./deletion-receipt.tsx";
import { myDataWords } from "./my-data-words.ts";

interface GivenConsentsProps {
  readonly data: RouteAnswer<"exportMyData">;
  readonly onChange: () => void;
}

export function GivenConsents({ data, onChange }: GivenConsentsProps) {
  const words = useWords(myDataWords);
  const say = useSay();
  const [asked, setAsked] = useState<ConsentPurpose | null>(null);
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const [isEvidenceGone, setEvidenceGone] = useState(false);
  const act = useAct();
  const takeBack = (purpose: ConsentPurpose) =>
    act.run(async () => {
      let deleted: Receipt | null = null;
      // A consent names its recipient, the school for one; it is taken back for each collection.
      for (const { collectionId } of data.collections) {
        const answer = await call("withdrawConsent", { params: { collectionId }, body: { purpose } });
        if (!answer.ok) return answer.problem;
        // The first takes them all.
        deleted ??= answer.value.deletion;
      }
      setReceipt(deleted);
      setEvidenceGone(purpose === "evidence");
      setAsked(null);
      onChange();
      return null;
    });
  const askedWords =
    asked === "face" ? words.takeBackFace : asked === "evidence" ? words.takeBackEvidence : words.takeBackSure;
  return (
    <section className="card">
      <h2 className="heading">{words.consents}</h2>
      {data.consents.length === 0 && <p className="quiet">{words.noConsents}</p>}
      {data.consents.map(({ purpose, givenAt, withdrawnAt }) => (
        <div className="row row--between" key={`${purpose}-${givenAt}`}>
          <div className="grow">
            <p className="text">{isConsentPurpose(purpose) ? say(consentTable[purpose].title) : purpose}</p>
            <p className="quiet">
              {withdrawnAt === null ? words.given(shanghaiTime(givenAt)) : words.withdrawn(shanghaiTime(withdrawnAt))}
            </p>
          </div>
          {withdrawnAt === null && isConsentPurpose(purpose) && (
            <Button kind="link" onTap={() => setAsked(purpose)}>
              {words.takeBack}
            </Button>
          )}
        </div>
      ))}
      {isEvidenceGone && <Notice tone="success">{words.evidenceGone}</Notice>}
      {receipt && <DeletionReceipt receipt={receipt} onClose={() => setReceipt(null)} />}
      {asked && (
        <Sheet title={say(consentTable[asked].title)} onClose={() => setAsked(null)}>
          <p className="text">{askedWords}</p>
          <ProblemNotice problem={act.problem} />
          <Button id="take-back" kind="danger" busy={act.busy} onTap={() => void takeBack(asked)}>
            {words.takeBackYes}
          </Button>
        </Sheet>
      )}
    </section>
  );
}
