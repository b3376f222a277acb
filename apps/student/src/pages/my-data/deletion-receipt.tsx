/** Proof that photos were deleted, to be kept by who took the consent back: when, and the hashes that name them. */
import { shanghaiTime } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { platform } from "../../platform/index.ts";
import { useWords } from "../../words/words.ts";
import { myDataWords } from "./my-data-words.ts";

export type Receipt = NonNullable<RouteAnswer<"withdrawConsent">["deletion"]>;

interface DeletionReceiptProps {
  readonly receipt: Receipt;
  readonly onClose: () => void;
}

/** Enough to tell one from another by eye; the saved receipt has them whole. */
const shownDigits = 16;

export function DeletionReceipt({ receipt, onClose }: DeletionReceiptProps) {
  const words = useWords(myDataWords);
  const [saved, setSaved] = useState<boolean | null>(null);
  const { deletedAt, photos, later } = receipt;
  const isCopied = platform.textsAre === "copied";
  const done = isCopied ? words.receiptCopied : words.receiptSaved;
  const save = async () =>
    setSaved(await platform.saveText(JSON.stringify(receipt, null, 2), "gradphoto-deletion-receipt.json"));
  return (
    <Sheet title={words.receipt} onClose={onClose}>
      <Notice tone="success">{words.receiptCount(photos.length)}</Notice>
      {later > 0 && <Notice>{words.receiptLater(later)}</Notice>}
      {photos.length > 0 && <Facts rows={[[words.receiptAt, shanghaiTime(deletedAt)]]} />}
      {photos.map(({ originalSha256, photoSha256 }) => (
        <Facts
          key={originalSha256}
          rows={[
            [words.receiptOriginal, originalSha256.slice(0, shownDigits)],
            [words.receiptPhoto, photoSha256?.slice(0, shownDigits) ?? null],
          ]}
        />
      ))}
      {photos.length > 0 && (
        <Button id="save-receipt" kind="second" {...(!isCopied && { icon: "download" })} onTap={() => void save()}>
          {isCopied ? words.receiptCopy : words.receiptSave}
        </Button>
      )}
      {saved !== null && <Notice tone={saved ? "success" : "warning"}>{saved ? done : words.receiptNotSaved}</Notice>}
    </Sheet>
  );
}
