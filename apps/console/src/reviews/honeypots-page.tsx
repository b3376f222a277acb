/** Photos whose answer is known: which there are, how they are answered, adding and ending them. */
import { honeypotList, type ReviewReasonCode, reviewerReasonCodes, reviewReasons } from "@gradphoto/domain";
import { Button, Form, Input, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useAct } from "../lib/use-act.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { AskFirst } from "../parts/ask-first.tsx";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";

const words = wordsOf(
  {
    title: "已知答案的照片",
    about: "把已经采集完成的照片混入审核队列，检验审核是否一致；不影响学生。",
    add: "添加…",
    adding: "添加已知答案的照片",
    send: "添加",
    collection: "采集编号",
    expected: "正确答案",
    approve: "通过",
    reject: "不通过",
    rejectFor: (reasons: readonly string[]) => `不通过：${reasons.join("、")}`,
    reasons: "不通过的原因",
    end: "停用",
    endSure: "停用后不再出现在审核队列里，不能恢复。确定停用？",
    ended: (at: string) => `已于 ${at} 停用`,
    needed: "请填写",
  },
  {
    title: "Known photos",
    about: "Completed photos mixed into the queue to test reviewing. No student is touched.",
    add: "Add…",
    adding: "Add a known photo",
    send: "Add",
    collection: "Collection number",
    expected: "Right answer",
    approve: "Approve",
    reject: "Reject",
    rejectFor: (reasons) => `Reject: ${reasons.join("; ")}`,
    reasons: "Reasons for rejecting",
    end: "End",
    endSure: "It no longer comes up in the queue, and cannot be brought back. End it?",
    ended: (at) => `ended ${at}`,
    needed: "Please fill this in",
  },
);

export default function HoneypotsPage() {
  const t = useWords(words);
  const say = useSay();
  const [adding, setAdding] = useState(false);
  const invalidate = useInvalidate();
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t.add}
    </Button>
  );
  return (
    <Page title={t.title} about={t.about} actions={add}>
      <DataList
        list={honeypotList}
        inputOf={(query) => ({ query })}
        rowsOf={({ honeypots }) => honeypots}
        cells={{
          collectionId: ({ collectionId }) => collectionId,
          expected: ({ expected }) =>
            expected.decision === "approve" ? t.approve : t.rejectFor(expected.reasons.map(({ label }) => say(label))),
          end: ({ endedAt, honeypotId }) =>
            endedAt === null ? (
              <AskFirst
                label={t.end}
                question={t.endSure}
                route="endHoneypot"
                input={{ params: { honeypotId } }}
                done={() => invalidate("listHoneypots")}
              />
            ) : (
              t.ended(moment(endedAt))
            ),
        }}
      />
      {adding && (
        <AddHoneypot
          close={() => {
            setAdding(false);
            invalidate("listHoneypots");
          }}
        />
      )}
    </Page>
  );
}

interface Entered {
  readonly collectionId: string;
  readonly decision: "approve" | "reject";
  readonly reasons?: readonly ReviewReasonCode[];
}

function AddHoneypot({ close }: { readonly close: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const act = useAct();
  const [form] = Form.useForm<Entered>();
  const decision = Form.useWatch("decision", form);
  const needed = [{ required: true, message: t.needed }];
  const add = async ({ collectionId, decision: made, reasons = [] }: Entered): Promise<void> => {
    const verdict = made === "approve" ? { decision: made, reasons: [] } : { decision: made, reasons: [...reasons] };
    if (await act.run("addHoneypot", { body: { collectionId: collectionId.trim(), verdict } })) close();
  };
  return (
    <Modal open title={t.adding} onCancel={close} onOk={form.submit} okText={t.send} confirmLoading={act.busy}>
      <ProblemNote problem={act.problem} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ decision: "approve" }}
        onFinish={(entered) => void add(entered)}
      >
        <Form.Item name="collectionId" label={t.collection} rules={needed}>
          <Input />
        </Form.Item>
        <Form.Item name="decision" label={t.expected}>
          <Radio.Group
            options={[
              { value: "approve", label: t.approve },
              { value: "reject", label: t.reject },
            ]}
          />
        </Form.Item>
        {decision === "reject" && (
          <Form.Item name="reasons" label={t.reasons} rules={needed}>
            <Select
              mode="multiple"
              options={reviewerReasonCodes.map((code) => ({ value: code, label: say(reviewReasons[code].label) }))}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
