/** Actions of customer service on a collection: each with its consequence, or why it is not possible now. */
import type { Bilingual } from "@gradphoto/domain";
import { App, Button, Card, Typography } from "antd";
import { useState } from "react";
import { moment, yuan } from "../lib/amounts.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { ActionDialog, type ActionName } from "./action-dialog.tsx";
import type { ServiceCollection } from "./service-words.ts";
import { serviceWords } from "./service-words.ts";

interface Props {
  readonly collection: ServiceCollection;
  readonly done: () => void;
}

interface Offer {
  readonly name: ActionName;
  readonly label: string;
  readonly next: string;
  /** Why it is not possible now; null when it is. */
  readonly refusal: string | null;
}

export function ActionsPanel({ collection, done }: Props) {
  const t = useWords(serviceWords);
  const { message } = App.useApp();
  const offers = useOffers(collection);
  const [name, setName] = useState<ActionName | null>(null);
  const offer = offers.find((one) => one.name === name);
  return (
    <Card size="small" title={t.actions} className="service-actions">
      {offers.map(({ name: key, label, next, refusal }) => (
        <div key={key} className="service-action">
          <Button
            block
            type={key === "note" ? "primary" : "default"}
            disabled={refusal !== null}
            aria-describedby={`service-${key}`}
            onClick={() => setName(key)}
          >
            {label}
          </Button>
          <Typography.Text id={`service-${key}`} type="secondary">
            {refusal ?? next}
          </Typography.Text>
        </div>
      ))}
      {offer && (
        <ActionDialog
          collection={collection}
          name={offer.name}
          title={offer.label}
          next={offer.next}
          done={(words) => {
            setName(null);
            void message.success(words);
            done();
          }}
          close={() => setName(null)}
        />
      )}
    </Card>
  );
}

function useOffers({ actions, correctionOpenedAt }: ServiceCollection): readonly Offer[] {
  const t = useWords(serviceWords);
  const translate = useTranslate();
  const because = (refusal: Bilingual | null): string | null => refusal && translate(refusal);
  const { withdraw, openCorrection, resendMessage, startRefund } = actions;
  const { order } = startRefund;
  const last = resendMessage.message;
  const amount = order ? yuan(order.amountFen) : "";
  return [
    { name: "note", label: t.note, next: t.noteNext, refusal: null },
    { name: "withdraw", label: t.withdraw, next: t.withdrawNext, refusal: because(withdraw.refusal) },
    {
      name: "correction",
      label: t.correction,
      next: t.correctionNext,
      refusal: correctionOpenedAt ? t.correctionIsOpen(moment(correctionOpenedAt)) : because(openCorrection.refusal),
    },
    {
      name: "resend",
      label: t.resend,
      next: last ? t.resendNext(translate(last.label), translate(last.stateLabel)) : "",
      refusal: because(resendMessage.refusal),
    },
    {
      name: "refund",
      label: t.refund,
      next: order?.waitsForFinance ? t.refundWaits(amount) : t.refundNow(amount),
      refusal: because(startRefund.refusal),
    },
  ];
}
