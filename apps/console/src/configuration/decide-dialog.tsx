/**
 * Dialog in which a second person reviews a proposal and approves it, or rejects it with a reason. Its author may
 * withdraw it.
 */
import { type Bilingual, configurationItems } from "@gradphoto/domain";
import { Button, Descriptions, Flex, Form, Input, Typography } from "antd";
import { useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useAct } from "../lib/use-act.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { Dialog } from "../parts/dialog.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredText } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { configurationWords } from "./configuration-words.ts";
import { MessagePreview } from "./message-preview.tsx";
import { type Setting, valueText } from "./setting-row.ts";

interface BeforeAfterProps {
  readonly previous: Bilingual;
  readonly after: Bilingual;
  /** Shows both languages, for texts that people must read in both before they approve. */
  readonly inBoth?: boolean;
  readonly more?: readonly {
    readonly key: string;
    readonly label: string;
    readonly children: string;
  }[];
}

/** Effect of a proposal: the current value and the proposed one. */
function BeforeAfter({ previous, after, inBoth = false, more = [] }: BeforeAfterProps) {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const renderWords = (words: Bilingual) =>
    inBoth ? <BothLanguages words={words} /> : translate(words);
  return (
    <Descriptions
      size="small"
      bordered
      column={1}
      items={[
        { key: "before", label: t.before, children: renderWords(previous) },
        { key: "after", label: t.after, children: <strong>{renderWords(after)}</strong> },
        ...more,
      ]}
    />
  );
}

function BothLanguages({ words }: { readonly words: Bilingual }) {
  return (
    <Flex vertical gap={4}>
      <span lang="zh">{words.zh}</span>
      <span lang="en">{words.en}</span>
    </Flex>
  );
}

interface Props {
  readonly setting: Setting;
  readonly publicUrl: string;
  readonly close: () => void;
  readonly done: (reported: string) => void;
}

export function DecideDialog({ setting, publicUrl, close, done }: Props) {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const act = useAct();
  const [declining, setDeclining] = useState(false);
  const { item, subject, label, words, waiting } = setting;
  if (!waiting) return null;
  const params = { changeId: waiting.changeId };
  const press = async (
    route: "confirmConfiguration" | "withdrawConfiguration",
    reported: string,
  ): Promise<void> => {
    if (await act.run(route, { params })) done(reported);
  };
  if (declining)
    return (
      <DeclineDialog
        title={t.declineOf(translate(label))}
        changeId={waiting.changeId}
        close={() => setDeclining(false)}
        done={() => done(t.declined)}
      />
    );
  return (
    <Dialog
      title={t.decideOf(translate(label))}
      width={600}
      close={close}
      busy={act.busy}
      footer={
        <Flex gap={8} justify="flex-end">
          {waiting.mayWithdraw && (
            <Button
              loading={act.busy}
              onClick={() => void press("withdrawConfiguration", t.withdrawn)}
            >
              {t.withdraw}
            </Button>
          )}
          {waiting.mayDecide && (
            <>
              <Button danger disabled={act.busy} onClick={() => setDeclining(true)}>
                {t.decline}
              </Button>
              <Button
                type="primary"
                loading={act.busy}
                onClick={() => void press("confirmConfiguration", t.confirmed)}
              >
                {t.confirm}
              </Button>
            </>
          )}
        </Flex>
      }
    >
      <Flex vertical gap={12}>
        <ProblemNote problem={act.problem} />
        <BeforeAfter
          previous={valueText(words)}
          after={valueText(waiting.words)}
          inBoth={configurationItems[item].kind === "answer"}
          more={[
            {
              key: "proposed",
              label: t.proposed,
              children: `${waiting.proposedBy} · ${moment(waiting.proposedAt)}`,
            },
            { key: "why", label: t.why, children: waiting.why },
          ]}
        />
        {configurationItems[item].of === "message" && (
          <MessagePreview template={subject} words={waiting.words} publicUrl={publicUrl} />
        )}
        {waiting.mayWithdraw && <Typography.Text type="secondary">{t.own}</Typography.Text>}
      </Flex>
    </Dialog>
  );
}

interface DeclineProps {
  readonly title: string;
  readonly changeId: string;
  /** Returns to the proposal. */
  readonly close: () => void;
  readonly done: () => void;
}

function DeclineDialog({ title, changeId, close, done }: DeclineProps) {
  const t = useWords(configurationWords);
  const needed = useRequiredText();
  return (
    <FormDialog<"declineConfiguration", { readonly why: string }>
      title={title}
      send={t.decline}
      route="declineConfiguration"
      inputOf={(body) => ({ params: { changeId }, body })}
      done={done}
      close={close}
    >
      <Form.Item name="why" label={t.why} extra={t.declineHint} rules={needed}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
    </FormDialog>
  );
}
