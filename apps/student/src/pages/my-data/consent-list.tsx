/** List of given consents, each of which can be withdrawn. */
import {
  beijingTime,
  type ConsentPurpose,
  consents as consentTable,
  isConsentPurpose,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { Facts } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { platform } from "../../platform/index.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { myDataWords } from "./my-data-words.ts";

type Receipt = NonNullable<RouteAnswer<"withdrawConsent">["deletion"]>;

interface DeletionReceiptProps {
  readonly receipt: Receipt;
  readonly onClose: () => void;
}

/** Enough digits to compare by eye; the saved receipt has the complete hashes. */
const visibleDigits = 16;

/** Proof that photos were deleted, for the student who withdrew the consent: the time, and the hashes of the photos. */
function DeletionReceipt({ receipt, onClose }: DeletionReceiptProps) {
  const words = useWords(myDataWords);
  const [saved, setSaved] = useState<boolean | null>(null);
  const { deletedAt, photos, later } = receipt;
  const isCopied = platform.textsAre === "copied";
  const done = isCopied ? words.receiptCopied : words.receiptSaved;
  const save = async () =>
    setSaved(
      await platform.saveText(JSON.stringify(receipt, null, 2), "gradphoto-deletion-receipt.json"),
    );
  return (
    <Sheet title={words.receipt} onClose={onClose}>
      <Notice tone="success">{words.receiptCount(photos.length)}</Notice>
      {later > 0 && <Notice>{words.receiptLater(later)}</Notice>}
      {photos.length > 0 && <Facts rows={[[words.receiptAt, beijingTime(deletedAt)]]} />}
      {photos.map(({ originalSha256, photoSha256 }) => (
        <Facts
          key={originalSha256}
          rows={[
            [words.receiptOriginal, originalSha256.slice(0, visibleDigits)],
            [words.receiptPhoto, photoSha256?.slice(0, visibleDigits) ?? null],
          ]}
        />
      ))}
      {photos.length > 0 && (
        <Button
          id="save-receipt"
          kind="second"
          {...(!isCopied && { icon: "download" })}
          onTap={() => void save()}
        >
          {isCopied ? words.receiptCopy : words.receiptSave}
        </Button>
      )}
      {saved !== null && (
        <Notice tone={saved ? "success" : "warning"}>{saved ? done : words.receiptNotSaved}</Notice>
      )}
    </Sheet>
  );
}

interface ConsentListProps {
  readonly data: RouteAnswer<"exportMyData">;
  readonly onChange: () => void;
}

export function ConsentList({ data, onChange }: ConsentListProps) {
  const words = useWords(myDataWords);
  const translate = useTranslate();
  const [requested, setRequested] = useState<ConsentPurpose | null>(null);
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const [isEvidenceDeleted, setEvidenceDeleted] = useState(false);
  const act = useAct();
  const withdraw = (purpose: ConsentPurpose) =>
    act.run(async () => {
      let deleted: Receipt | null = null;
      // A consent names its recipient, such as the school, so it is withdrawn for each collection.
      for (const { collectionId } of data.collections) {
        const answer = await call("withdrawConsent", {
          params: { collectionId },
          body: { purpose },
        });
        if (!answer.ok) return answer.problem;
        // The first withdrawal deletes all photos.
        deleted ??= answer.value.deletion;
      }
      setReceipt(deleted);
      setEvidenceDeleted(purpose === "evidence");
      setRequested(null);
      onChange();
      return null;
    });
  const requestedWords =
    requested === "face"
      ? words.withdrawFace
      : requested === "evidence"
        ? words.withdrawEvidence
        : words.withdrawSure;
  return (
    <section className="card">
      <h2 className="heading">{words.consents}</h2>
      {data.consents.length === 0 && <p className="quiet">{words.noConsents}</p>}
      {data.consents.map(({ purpose, grantedAt, withdrawnAt }) => (
        <div className="row row--between" key={`${purpose}-${grantedAt}`}>
          <div className="grow">
            <p className="text">
              {isConsentPurpose(purpose) ? translate(consentTable[purpose].title) : purpose}
            </p>
            <p className="quiet">
              {withdrawnAt === null
                ? words.agreedAt(beijingTime(grantedAt))
                : words.withdrawn(beijingTime(withdrawnAt))}
            </p>
          </div>
          {withdrawnAt === null && isConsentPurpose(purpose) && (
            <Button kind="link" onTap={() => setRequested(purpose)}>
              {words.withdraw}
            </Button>
          )}
        </div>
      ))}
      {isEvidenceDeleted && <Notice tone="success">{words.evidenceDeleted}</Notice>}
      {receipt && <DeletionReceipt receipt={receipt} onClose={() => setReceipt(null)} />}
      {requested && (
        <Sheet title={translate(consentTable[requested].title)} onClose={() => setRequested(null)}>
          <p className="text">{requestedWords}</p>
          <ProblemNotice problem={act.problem} />
          <Button
            id="take-back"
            kind="danger"
            busy={act.busy}
            onTap={() => void withdraw(requested)}
          >
            {words.confirmWithdraw}
          </Button>
        </Sheet>
      )}
    </section>
  );
}
