/** Cases of one student: open ones with their actions and dialogs, closed ones folded. */
import { App, Button, Card, DatePicker, Flex, Form, Input, Radio, Select, Typography } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { type ReactNode, useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useChoicePlaceholder, useRequiredChoice, useRequiredText } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { caseWords } from "./case-words.ts";
import { CaseTag } from "./cases-page.tsx";
import type { ServiceCollection } from "./service-words.ts";

interface EnteredDue {
  readonly when: "today" | "tomorrow" | "other";
  /** For a time other than the offered ones. */
  readonly at?: Dayjs;
}

const deskClosesHour = 18;

const closing = (daysAhead: number): Dayjs =>
  dayjs().startOf("day").add(daysAhead, "day").hour(deskClosesHour);

const mayBeToday = (): boolean => dayjs().isBefore(closing(0));

const usualDue = (): EnteredDue => ({ when: mayBeToday() ? "today" : "tomorrow" });

function dueOf({ when, at }: EnteredDue): string {
  const chosen = when === "other" ? (at ?? dayjs()) : closing(when === "today" ? 0 : 1);
  return chosen.toISOString();
}

/** Time to call back: by the end of the desk's hours today or tomorrow, or by a chosen time. */
function DueField() {
  const t = useWords(caseWords);
  const chosen = useRequiredChoice();
  const when = Form.useWatch<EnteredDue["when"] | undefined>("when");
  const options = [
    ...(mayBeToday() ? [{ value: "today", label: t.today }] : []),
    { value: "tomorrow", label: t.tomorrow },
    { value: "other", label: t.otherTime },
  ];
  return (
    <>
      <Form.Item name="when" label={t.due} rules={chosen}>
        <Radio.Group options={options} />
      </Form.Item>
      {when === "other" && (
        <Form.Item name="at" label={t.otherTime} rules={chosen}>
          <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" minDate={dayjs()} />
        </Form.Item>
      )}
    </>
  );
}

type Case = ServiceCollection["cases"][number];

interface Dialog {
  /** Called with a text on the result. */
  readonly done: (words: string) => void;
  readonly close: () => void;
}

interface EnteredCase extends EnteredDue {
  readonly question: string;
}

function NewCaseDialog({ collectionId, done, close }: Dialog & { readonly collectionId: string }) {
  const t = useWords(caseWords);
  const needed = useRequiredText();
  return (
    <FormDialog<"openServiceCase", EnteredCase>
      title={t.add}
      send={t.add}
      route="openServiceCase"
      initial={usualDue()}
      inputOf={({ question, ...due }) => ({
        params: { collectionId },
        body: { question, dueAt: dueOf(due) },
      })}
      done={() => done(t.added)}
      close={close}
    >
      <Typography.Paragraph>{t.addHint}</Typography.Paragraph>
      <Form.Item name="question" label={t.question} rules={needed} extra={t.questionHint}>
        <Input.TextArea rows={4} maxLength={1000} showCount />
      </Form.Item>
      <DueField />
    </FormDialog>
  );
}

interface OfCase extends Dialog {
  /** Case as read when the dialog opened. Optimistic locking: later changes by others are not overwritten. */
  readonly of: Pick<Case, "caseId" | "revision" | "isAssignedToMe" | "dueAt">;
}

function PostponeDialog({ of: { caseId, revision, dueAt }, done, close }: OfCase) {
  const t = useWords(caseWords);
  return (
    <FormDialog<"postponeServiceCase", EnteredDue>
      title={t.postpone}
      send={t.postpone}
      route="postponeServiceCase"
      initial={{ when: "other", at: dayjs(dueAt) }}
      inputOf={(due) => ({ params: { caseId }, body: { dueAt: dueOf(due), revision } })}
      done={() => done(t.changed)}
      close={close}
    >
      <DueField />
    </FormDialog>
  );
}

interface EnteredHandOver {
  readonly staffId: string;
  readonly note: string;
}

function HandOverDialog({ of: { caseId, revision, isAssignedToMe: isOwn }, done, close }: OfCase) {
  const t = useWords(caseWords);
  const needed = useRequiredText();
  const chosen = useRequiredChoice();
  const prompt = useChoicePlaceholder();
  const { value, problem, refetch } = useAnswer("listServiceColleagues", {});
  return (
    <FormDialog<"handOverServiceCase", EnteredHandOver>
      title={t.handOver}
      send={t.handOver}
      route="handOverServiceCase"
      inputOf={(entered) => ({ params: { caseId }, body: { ...entered, revision } })}
      done={() => done(t.changed)}
      close={close}
    >
      <Typography.Paragraph>{t.handOverHint}</Typography.Paragraph>
      <ProblemNote problem={problem} refetch={refetch} />
      <Form.Item name="staffId" label={t.handOverTo} rules={chosen}>
        <Select
          placeholder={prompt}
          loading={value === undefined && !problem}
          notFoundContent={value && t.nobodyElse}
          options={(value?.colleagues ?? [])
            .filter(({ isMe }) => !(isMe && isOwn))
            .map(({ staffId, name, isMe }) => ({
              value: staffId,
              label: isMe ? t.me(name) : name,
            }))}
        />
      </Form.Item>
      <Form.Item name="note" label={t.handOverNote} rules={needed}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  );
}

interface Props {
  readonly collectionId: string;
  readonly cases: readonly Case[];
  readonly changed: () => void;
}

type Opened =
  | { readonly name: "new" }
  | { readonly name: "hand-over" | "postpone"; readonly of: Case };

export function CasesCard({ collectionId, cases, changed }: Props) {
  const t = useWords(caseWords);
  const { message } = App.useApp();
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = cases.filter(({ closedAt }) => closedAt === null);
  const closed = cases.filter(({ closedAt }) => closedAt !== null);
  const dialog = {
    done: (words: string): void => {
      setOpened(null);
      void message.success(words);
      changed();
    },
    close: () => setOpened(null),
  };
  return (
    <Card
      size="small"
      title={t.cases}
      extra={
        <Button size="small" onClick={() => setOpened({ name: "new" })}>
          {t.add}
        </Button>
      }
    >
      {open.length === 0 && <Typography.Text type="secondary">{t.none}</Typography.Text>}
      {open.map((one) => (
        <CaseLine key={one.caseId} one={one}>
          <Flex gap={8} wrap>
            <Button size="small" onClick={() => setOpened({ name: "postpone", of: one })}>
              {t.postpone}
            </Button>
            <Button size="small" onClick={() => setOpened({ name: "hand-over", of: one })}>
              {t.handOver}
            </Button>
            <ConfirmDialog
              label={t.close}
              question={t.closeQuestion}
              route="closeServiceCase"
              input={{ params: { caseId: one.caseId }, body: { revision: one.revision } }}
              done={() => dialog.done(t.changed)}
            />
          </Flex>
        </CaseLine>
      ))}
      {closed.length > 0 && (
        <details>
          <summary>{t.closedCount(closed.length)}</summary>
          {closed.map((one) => (
            <CaseLine key={one.caseId} one={one} />
          ))}
        </details>
      )}
      {opened?.name === "new" && <NewCaseDialog collectionId={collectionId} {...dialog} />}
      {opened?.name === "postpone" && <PostponeDialog of={opened.of} {...dialog} />}
      {opened?.name === "hand-over" && <HandOverDialog of={opened.of} {...dialog} />}
    </Card>
  );
}

function CaseLine({ one, children }: { readonly one: Case; readonly children?: ReactNode }) {
  const t = useWords(caseWords);
  const { question: query, owner, openedBy, openedAt, closedBy, closedAt, handOvers } = one;
  return (
    <section className="service-case">
      <Flex gap={8} wrap align="center">
        <CaseTag one={one} />
        <Typography.Text strong>{t.ownedBy(owner)}</Typography.Text>
        <Typography.Text type="secondary">{t.openedBy(openedBy, moment(openedAt))}</Typography.Text>
        {closedBy !== null && (
          <Typography.Text type="secondary">
            {t.closedBy(closedBy, moment(closedAt))}
          </Typography.Text>
        )}
      </Flex>
      <p className="service-words">{query}</p>
      {handOvers.map(({ at, from, to, note }) => (
        <p key={at} className="service-words">
          <span className="service-clause">{t.handedOver(from, to, moment(at))}</span>
          <br />
          {note}
        </p>
      ))}
      {children}
    </section>
  );
}
