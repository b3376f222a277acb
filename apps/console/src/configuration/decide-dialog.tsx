/**
 * Dialog in which a second person reviews a proposal and approves it, or rejects it with a reason. Its author may
 * withdraw it.
 */
import { configurationItems } from "@gradphoto/domain";
import { Button, Flex, Form, Input, Typography } from "antd";
import { useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useAct } from "../lib/use-act.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { Dialog } from "../parts/dialog.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useNeeded } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { BeforeAfter } from "./before-after.tsx";
import { configurationWords } from "./configuration-words.ts";
import { MessagePreview } from "./message-preview.tsx";
import type { Setting } from "./setting-row.ts";
import { shownWords } from "./shown-words.ts";
import { SpecProposal } from "./spec-proposal.tsx";

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
  // For a spec already in force, the proposal only changes whether it is offered.
  const isNewSpec = item === "photo-spec" && setting.changeId === null;
  if (!waiting) return null;
  const params = { changeId: waiting.changeId };
  const press = async (route: "confirmConfiguration" | "withdrawConfiguration", reported: string): Promise<void> => {
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
      width={isNewSpec ? 760 : 600}
      close={close}
      busy={act.busy}
      footer={
        <Flex gap={8} justify="flex-end">
          {waiting.mayWithdraw && (
            <Button loading={act.busy} onClick={() => void press("withdrawConfiguration", t.withdrawn)}>
              {t.withdraw}
            </Button>
          )}
          {waiting.mayDecide && (
            <>
              <Button danger disabled={act.busy} onClick={() => setDeclining(true)}>
                {t.decline}
              </Button>
              <Button type="primary" loading={act.busy} onClick={() => void press("confirmConfiguration", t.confirmed)}>
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
          before={shownWords(setting.value, words)}
          after={shownWords(waiting.value, waiting.words)}
          inBoth={configurationItems[item].kind === "answer"}
          more={[
            { key: "proposed", label: t.proposed, children: `${waiting.proposedBy} · ${moment(waiting.proposedAt)}` },
            { key: "why", label: t.why, children: waiting.why },
          ]}
        />
        {isNewSpec && <SpecProposal subject={subject} value={waiting.value} />}
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
  const needed = useNeeded();
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
