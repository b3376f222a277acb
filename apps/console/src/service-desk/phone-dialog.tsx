/** What the whole phone number is needed for, before it is shown. */
import { allPhoneLookReasons, type PhoneLookReason, phoneLookReasons } from "@gradphoto/domain";
import { Form, Radio, Typography } from "antd";
import { useSay, useWords } from "../lib/words.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useChosen } from "../parts/form/rules.ts";
import { serviceWords } from "./service-words.ts";

interface Props {
  readonly collectionId: string;
  readonly done: (phone: string) => void;
  readonly close: () => void;
}

interface Entered {
  readonly why: PhoneLookReason;
}

export function PhoneDialog({ collectionId, done, close }: Props) {
  const t = useWords(serviceWords);
  const say = useSay();
  const chosen = useChosen();
  return (
    <FormDialog<"showPhone", Entered>
      title={t.showPhone}
      send={t.showPhone}
      route="showPhone"
      inputOf={({ why }) => ({ params: { collectionId }, body: { why } })}
      done={({ phone }) => done(phone)}
      close={close}
    >
      <Typography.Paragraph>{t.phoneNoted}</Typography.Paragraph>
      <Form.Item name="why" label={t.phoneWhy} rules={chosen}>
        <Radio.Group
          className="service-reasons"
          options={allPhoneLookReasons.map((code) => ({ value: code, label: say(phoneLookReasons[code]) }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
