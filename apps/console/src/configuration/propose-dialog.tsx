/** Another value is entered beside the one in force, with its reason for who confirms it. */
import { configurationItems } from "@gradphoto/domain";
import { Form, Input } from "antd";
import { useSay, useWords } from "../lib/words.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useNeeded } from "../parts/form/rules.ts";
import { configurationWords } from "./configuration-words.ts";
import { type EnteredValue, enteredOf, valueFrom } from "./entered-value.ts";
import type { Setting } from "./setting-row.ts";
import { ValueFields } from "./value-fields.tsx";

type Entered = EnteredValue & { readonly why: string };

interface Props {
  readonly setting: Setting;
  readonly close: () => void;
  readonly done: () => void;
}

export function ProposeDialog({ setting, close, done }: Props) {
  const t = useWords(configurationWords);
  const say = useSay();
  const needed = useNeeded();
  const { item, subject, label, words, value, changeId } = setting;
  return (
    <FormDialog<"proposeConfiguration", Entered>
      title={t.proposeOf(say(label))}
      send={t.send}
      route="proposeConfiguration"
      initial={enteredOf(item, value)}
      inputOf={({ why, ...entered }) => ({
        body: { item, subject, value: valueFrom(item, entered), seen: changeId, why },
      })}
      done={done}
      close={close}
    >
      <p>{say(configurationItems[item].about)}</p>
      <Form.Item label={t.before}>{say(words)}</Form.Item>
      <ValueFields item={item} />
      <Form.Item name="why" label={t.why} extra={t.whyHint} rules={needed}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
    </FormDialog>
  );
}
