/** Actions of customer service on a collection: each with its consequence, or why it is not possible now. */
import type { Bilingual } from "@gradphoto/domain";
import { App, Button, Card, Form, Input, Select, Typography } from "antd";
import { useState } from "react";
import { moment, yuan } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredText } from "../parts/form/rules.ts";
import { type ServiceCollection, serviceWords } from "./service-words.ts";

type ActionName = "note" | "withdraw" | "correction" | "resend" | "refund";

interface ActionNameProps {
  readonly collection: ServiceCollection;
  readonly name: ActionName;
  readonly title: string;
  /** Consequence of the action. */
  readonly next: string;
  /** Called with a text on the result. */
  readonly done: (words: string) => void;
  readonly close: () => void;
}

interface Entered {
  readonly words: string;
}

function ActionDialog({ collection, name, title, next, done, close }: ActionNameProps) {
  const t = useWords(serviceWords);
  const translate = useTranslate();
  const params = { collectionId: collection.collectionId };
  const dialog = { title, send: title, close };
  const about = <Typography.Paragraph>{next}</Typography.Paragraph>;
  const reason = <WordsField label={t.reason} hint={t.reasonHint} maxLength={500} />;
  if (name === "withdraw") {
    return (
      <FormDialog<"withdrawSubmission", Entered>
        {...dialog}
        route="withdrawSubmission"
        inputOf={({ words }) => ({ params, body: { reason: words } })}
        done={() => done(t.withdrawDone)}
      >
        {about}
        {reason}
      </FormDialog>
    );
  }
  if (name === "correction") {
    return (
      <FormDialog<"openCorrection", Entered>
        {...dialog}
        route="openCorrection"
        inputOf={({ words }) => ({ params, body: { reason: words } })}
        done={() => done(t.correctionDone)}
      >
        {about}
        <WordsField label={t.reason} hint={t.correctionReasonHint} maxLength={500} />
      </FormDialog>
    );
  }
  if (name === "resend") {
    return (
      <FormDialog<"resendMessage", object>
        {...dialog}
        route="resendMessage"
        inputOf={() => ({ params })}
        done={({ stateLabel }) => done(t.resendDone(translate(stateLabel)))}
      >
        {about}
      </FormDialog>
    );
  }
  if (name === "refund") {
    const orderId = collection.actions.startRefund.order?.orderId ?? "";
    return (
      <FormDialog<"startRefund", Entered>
        {...dialog}
        route="startRefund"
        inputOf={({ words }) => ({ params: { orderId }, body: { reason: words } })}
        done={({ label }) => done(t.refundDone(translate(label)))}
      >
        {about}
        <WordsField label={t.reason} hint={t.refundReasonHint} maxLength={200} />
      </FormDialog>
    );
  }
  return (
    <FormDialog<"addServiceNote", Entered>
      {...dialog}
      route="addServiceNote"
      inputOf={({ words }) => ({ params, body: { note: words } })}
      done={() => done(t.noteDone)}
    >
      {about}
      <WordsField label={t.noteText} maxLength={1000} />
    </FormDialog>
  );
}

interface WordsProps {
  readonly label: string;
  readonly hint?: string;
  readonly maxLength: number;
}

function WordsField({ label, hint, maxLength }: WordsProps) {
  const t = useWords(serviceWords);
  const translate = useTranslate();
  const needed = useRequiredText();
  const form = Form.useFormInstance<Entered>();
  const macros = useAnswer("readServiceMacros", {}).value?.macros ?? [];
  /** Text typed already stays before it. */
  const fill = (code: string): void => {
    const macro = macros.find((one) => one.code === code);
    if (!macro) return;
    const typed = form.getFieldValue("words");
    const previous = typeof typed === "string" && typed.trim() !== "" ? `${typed.trim()}\n` : "";
    form.setFieldValue("words", `${previous}${translate(macro.text)}`.slice(0, maxLength));
  };
  return (
    <>
      <Form.Item label={t.macro}>
        <Select
          aria-label={t.macro}
          placeholder={t.macro}
          value={null}
          options={macros.map(({ code, label: name }) => ({ value: code, label: translate(name) }))}
          onChange={(code: string | null) => code !== null && fill(code)}
        />
      </Form.Item>
      <Form.Item name="words" label={label} rules={needed} extra={hint}>
        <Input.TextArea rows={4} maxLength={maxLength} showCount />
      </Form.Item>
    </>
  );
}

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
    {
      name: "withdraw",
      label: t.withdraw,
      next: t.withdrawNext,
      refusal: because(withdraw.refusal),
    },
    {
      name: "correction",
      label: t.correction,
      next: t.correctionNext,
      refusal: correctionOpenedAt
        ? t.correctionIsOpen(moment(correctionOpenedAt))
        : because(openCorrection.refusal),
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
