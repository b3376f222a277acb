/** Dialog for the right answer of a new honeypot. Loaded when opened, so that the first photo does not wait for it. */
import {
  blindDecisions,
  type ReviewReasonCode,
  reviewDecisionWords,
  reviewerReasonCodes,
  reviewReasons,
} from "@gradphoto/domain";
import { Form, Radio, Select, Typography } from "antd";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useChoicePlaceholder, useRequiredChoice } from "../parts/form/rules.ts";

const words = wordsOf(
  {
    about: "它会混入审核队列，检验审核是否一致；不影响学生。",
    send: "加入",
    expected: "正确答案",
    reasons: "不通过的原因",
  },
  {
    about:
      "It is mixed into the queue to check that reviewing is consistent. Students are not affected.",
    send: "Add",
    expected: "Right answer",
    reasons: "Reasons for rejection",
  },
);

interface Entered {
  readonly decision: (typeof blindDecisions)[number];
  readonly reasons?: readonly ReviewReasonCode[];
}

interface DialogProps {
  readonly title: string;
  readonly decisionId: string;
  /** Proposed right answer. */
  readonly proposed: Entered["decision"];
  readonly close: () => void;
  /** Called with the time of the addition. */
  readonly added: (at: string) => void;
}

export default function HoneypotDialog({ title, decisionId, proposed, close, added }: DialogProps) {
  const t = useWords(words);
  const translate = useTranslate();
  const chosen = useRequiredChoice();
  const prompt = useChoicePlaceholder();
  return (
    <FormDialog<"addHoneypot", Entered>
      title={title}
      send={t.send}
      route="addHoneypot"
      initial={{ decision: proposed }}
      inputOf={({ decision, reasons = [] }) => {
        const verdict =
          decision === "approve" ? { decision, reasons: [] } : { decision, reasons: [...reasons] };
        return { body: { decisionId, verdict } };
      }}
      done={({ createdAt }) => added(createdAt)}
      close={close}
    >
      <Typography.Paragraph>{t.about}</Typography.Paragraph>
      <Form.Item name="decision" label={t.expected}>
        <Radio.Group
          options={blindDecisions.map((value) => ({
            value,
            label: translate(reviewDecisionWords[value]),
          }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={["decision"]}>
        {({ getFieldValue }) =>
          getFieldValue("decision") === "reject" && (
            <Form.Item name="reasons" label={t.reasons} rules={chosen}>
              <Select
                mode="multiple"
                placeholder={prompt}
                options={reviewerReasonCodes.map((code) => ({
                  value: code,
                  label: translate(reviewReasons[code].label),
                }))}
              />
            </Form.Item>
          )
        }
      </Form.Item>
    </FormDialog>
  );
}
