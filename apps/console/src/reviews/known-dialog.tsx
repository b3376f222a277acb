/** Asks for the right answer of a new test photo. It is loaded when it is opened, so that the first photo does not wait for its fields. */
import { type ReviewReasonCode, reviewerReasonCodes, reviewReasons } from "@gradphoto/domain";
import { Form, Radio, Select, Typography } from "antd";
import { useAct } from "../lib/use-act.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useChoose, useChosen } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";

const words = wordsOf(
  {
    add: "加入质检样片",
    about: "它会混入审核队列，检验审核是否一致；不影响学生。",
    send: "加入",
    expected: "正确答案",
    approve: "通过",
    reject: "不通过",
    reasons: "不通过的原因",
  },
  {
    add: "Add to test photos",
    about: "It is mixed into the queue to check that reviewing is consistent. Students are not affected.",
    send: "Add",
    expected: "Right answer",
    approve: "Approve",
    reject: "Reject",
    reasons: "Reasons for rejection",
  },
);

interface Entered {
  readonly decision: "approve" | "reject";
  readonly reasons?: readonly ReviewReasonCode[];
}

interface DialogProps {
  readonly decisionId: string;
  /** Proposed as the right answer. */
  readonly decision: "approve" | "reject";
  readonly close: () => void;
  /** At this instant. */
  readonly added: (at: string) => void;
}

export default function KnownDialog({ decisionId, decision: proposed, close, added }: DialogProps) {
  const t = useWords(words);
  const say = useSay();
  const chosen = useChosen();
  const prompt = useChoose();
  const act = useAct();
  const [form] = Form.useForm<Entered>();
  const decision = Form.useWatch("decision", form);
  const add = async ({ decision: made, reasons = [] }: Entered): Promise<void> => {
    const verdict = made === "approve" ? { decision: made, reasons: [] } : { decision: made, reasons: [...reasons] };
    const known = await act.run("addHoneypot", { body: { decisionId, verdict } });
    if (known) added(known.createdAt);
  };
  return (
    <Dialog title={t.add} close={close} onOk={form.submit} okText={t.send} busy={act.busy}>
      <Typography.Paragraph>{t.about}</Typography.Paragraph>
      <ProblemNote problem={act.problem} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ decision: proposed }}
        onFinish={(entered) => void add(entered)}
      >
        <Form.Item name="decision" label={t.expected}>
          <Radio.Group
            options={[
              { value: "approve", label: t.approve },
              { value: "reject", label: t.reject },
            ]}
          />
        </Form.Item>
        {decision === "reject" && (
          <Form.Item name="reasons" label={t.reasons} rules={chosen}>
            <Select
              mode="multiple"
              placeholder={prompt}
              options={reviewerReasonCodes.map((code) => ({ value: code, label: say(reviewReasons[code].label) }))}
            />
          </Form.Item>
        )}
      </Form>
    </Dialog>
  );
}
