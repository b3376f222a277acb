/** Dialog that takes a new value next to the current one, with a reason for the person who confirms it. */
import { allMessagePlaceholders, configurationItems, messagePlaceholders } from "@gradphoto/domain";
import { Form, Input } from "antd";
import { useTranslate, useWords } from "../lib/words.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useNeeded } from "../parts/form/rules.ts";
import { configurationWords } from "./configuration-words.ts";
import { type EnteredValue, enteredOf, valueFrom } from "./entered-value.ts";
import { MessagePreview } from "./message-preview.tsx";
import type { Setting } from "./setting-row.ts";
import { valueText } from "./setting-row.ts";
import { ValueFields } from "./value-fields.tsx";

type Entered = EnteredValue & { readonly why: string };

interface Props {
  readonly setting: Setting;
  readonly publicUrl: string;
  readonly close: () => void;
  readonly done: () => void;
}

export function ProposeDialog({ setting, publicUrl, close, done }: Props) {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const needed = useNeeded();
  const { item, subject, label, words, value, changeId } = setting;
  const isMessage = configurationItems[item].of === "message";
  return (
    <FormDialog<"proposeConfiguration", Entered>
      title={t.proposeOf(translate(label))}
      send={t.send}
      route="proposeConfiguration"
      initial={enteredOf(item, value)}
      inputOf={({ why, ...entered }) => ({
        body: { item, subject, value: valueFrom(item, entered, value), seen: changeId, why },
      })}
      done={done}
      close={close}
    >
      <p>{translate(configurationItems[item].about)}</p>
      <Form.Item label={t.before}>{translate(valueText(value, words))}</Form.Item>
      {isMessage && <Placeholders />}
      <ValueFields item={item} subject={subject} />
      {isMessage && (
        <Form.Item<Entered> noStyle dependencies={["zh", "en"]}>
          {({ getFieldsValue }) => {
            // Reads all values: at the first render the fields are not registered yet.
            const { zh = "", en = "" }: EnteredValue = getFieldsValue(true);
            return <MessagePreview template={subject} words={{ zh, en }} publicUrl={publicUrl} />;
          }}
        </Form.Item>
      )}
      <Form.Item name="why" label={t.why} extra={t.whyHint} rules={needed}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
    </FormDialog>
  );
}

/** Lists the placeholders that a text message may contain. */
function Placeholders() {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const listed = allMessagePlaceholders.map((name) => {
    const { about, isNeeded } = messagePlaceholders[name];
    return `{${name}} ${translate(about)}${isNeeded ? t.placeholderNeeded : ""}`;
  });
  return <p>{t.placeholders(listed.join(" · "))}</p>;
}
