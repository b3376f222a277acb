/**
 * Dialog for one action of customer service, with its reason or text; a canned answer fills the text and can be edited.
 */
import { Form, Input, Select, Typography } from "antd";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useNeeded } from "../parts/form/rules.ts";
import type { ServiceCollection } from "./service-words.ts";
import { serviceWords } from "./service-words.ts";

export type ActionName = "note" | "withdraw" | "correction" | "resend" | "refund";

interface Props {
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

export function ActionDialog({ collection, name, title, next, done, close }: Props) {
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
  const needed = useNeeded();
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
