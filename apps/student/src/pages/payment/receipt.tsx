/** The receipt of a paid order: saved as a picture where that is possible, by a screenshot elsewhere. */
import { brand, shanghaiTime } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { platform } from "../../platform/index.ts";
import { yuan } from "../../words/amounts.ts";
import { useSay, useWords } from "../../words/words.ts";
import { paymentWords } from "./payment-words.ts";

export function Receipt({ order }: { readonly order: RouteAnswer<"readOrder"> }) {
  const words = useWords(paymentWords);
  const say = useSay();
  const [saved, setSaved] = useState<boolean | null>(null);
  const { savePage } = platform;
  if (!savePage) return <p className="quiet">{words.receipt}</p>;
  const { paidAt, transactionId, outTradeNo, refunds } = order;
  const page = {
    title: words.receiptTitle(say(brand)),
    rows: [
      [words.amount, yuan(order.amountFen)],
      [words.paidAt, paidAt === null ? "" : shanghaiTime(paidAt)],
      [words.number, outTradeNo],
      [words.transaction(say(order.providerLabel)), transactionId ?? ""],
      ...refunds.map((refund) => [words.refund, `${yuan(refund.amountFen)} · ${say(refund.label)}`] as const),
    ] as const,
    foot: words.receiptFoot,
  };
  return (
    <>
      <Button
        id="save-receipt"
        kind="second"
        icon="download"
        onTap={async () => setSaved(await savePage(page, `gradphoto-receipt-${outTradeNo}.png`))}
      >
        {words.saveReceipt}
      </Button>
      {saved !== null && (
        <Notice tone={saved ? "success" : "warning"}>{saved ? words.receiptSaved : words.receiptNotSaved}</Notice>
      )}
    </>
  );
}
