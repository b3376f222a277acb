/** Makes a photo that was decided for good a known one, with its right answer. */
import { type ReviewReasonCode, reviewerReasonCodes, reviewReasons, shanghaiDay } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Form, Radio, Select, Tag, Typography } from "antd";
import { useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useAct } from "../lib/use-act.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { Dialog } from "../parts/dialog.tsx";
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
    needed: "请选择",
    known: "质检样片",
    knownSince: (since: string) => `${since} 起`,
    later: "采集结束后可加入质检样片",
    laterThan: (time: string) => `决定在 ${time} 生效，采集结束后可加入质检样片`,
  },
  {
    add: "Add to known photos",
    about: "It is mixed into the queue to check that reviewing is consistent. Students are not affected.",
    send: "Add",
    expected: "Right answer",
    approve: "Approve",
    reject: "Reject",
    reasons: "Reasons for rejection",
    needed: "Please choose",
    known: "Known photo",
    knownSince: (since) => `since ${since}`,
    later: "Can be added to known photos once the collection has ended",
    laterThan: (time) => `Stands from ${time}; can be added to known photos once the collection has ended`,
  },
);

interface Props {
  readonly decision: Pick<
    RouteAnswer<"listDecisions">["decisions"][number],
    "collectionId" | "decisionCode" | "knownSince" | "mayBeKnown" | "mayBecomeKnown"
  >;
  /** Until when it can be taken back, null for one that stands: told where it may be added later alone. */
  readonly heldUntil?: string | null;
}

export function AddKnown({ decision, heldUntil }: Props) {
  const { collectionId, decisionCode, knownSince, mayBeKnown, mayBecomeKnown } = decision;
  const t = useWords(words);
  const invalidate = useInvalidate();
  const [adding, setAdding] = useState(false);
  // What is shown may have been answered before it was added here.
  const [addedAt, setAddedAt] = useState<string | null>(null);
  const since = knownSince ?? addedAt;
  if (since !== null)
    return (
      <Flex align="center">
        <Tag>{t.known}</Tag>
        <Typography.Text type="secondary">{t.knownSince(shanghaiDay(since))}</Typography.Text>
      </Flex>
    );
  if (!mayBeKnown) {
    if (!mayBecomeKnown || heldUntil === undefined) return null;
    const when = heldUntil === null ? t.later : t.laterThan(moment(heldUntil).slice(11));
    return <Typography.Text type="secondary">{when}</Typography.Text>;
  }
  const added = (at: string): void => {
    setAddedAt(at);
    setAdding(false);
    invalidate("listDecisions", "readDecision", "listMyDecisions", "listHoneypots");
  };
  return (
    <>
      <Button size="small" onClick={() => setAdding(true)}>
        {t.add}
      </Button>
      {adding && (
        <KnownDialog
          collectionId={collectionId}
          decision={decisionCode === "reject" ? "reject" : "approve"}
          close={() => setAdding(false)}
          added={added}
        />
      )}
    </>
  );
}

interface Entered {
  readonly decision: "approve" | "reject";
  readonly reasons?: readonly ReviewReasonCode[];
}

interface DialogProps {
  readonly collectionId: string;
  /** Proposed as the right answer. */
  readonly decision: "approve" | "reject";
  readonly close: () => void;
  /** At this instant. */
  readonly added: (at: string) => void;
}

function KnownDialog({ collectionId, decision: proposed, close, added }: DialogProps) {
  const t = useWords(words);
  const say = useSay();
  const act = useAct();
  const [form] = Form.useForm<Entered>();
  const decision = Form.useWatch("decision", form);
  const add = async ({ decision: made, reasons = [] }: Entered): Promise<void> => {
    const verdict = made === "approve" ? { decision: made, reasons: [] } : { decision: made, reasons: [...reasons] };
    const known = await act.run("addHoneypot", { body: { collectionId, verdict } });
    if (known) added(known.createdAt);
  };
  return (
    <Dialog title={t.add} close={close} onOk={form.submit} okText={t.send} confirmLoading={act.busy}>
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
          <Form.Item name="reasons" label={t.reasons} rules={[{ required: true, message: t.needed }]}>
            <Select
              mode="multiple"
              options={reviewerReasonCodes.map((code) => ({ value: code, label: say(reviewReasons[code].label) }))}
            />
          </Form.Item>
        )}
      </Form>
    </Dialog>
  );
}
