/** Reminding the stalled students that the filters choose: in numbers before, and what became of it afterwards. */
import type { FilterValuesOf, stalledList } from "@gradphoto/domain";
import { Alert, Button, Descriptions, Flex, Skeleton, Typography } from "antd";
import { useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { Dialog } from "../parts/dialog.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { reminderWords } from "./reminder-words.ts";

interface Props {
  readonly projectId: string;
  readonly filters: Omit<FilterValuesOf<typeof stalledList>, "days"> & { readonly days: number };
}

const whileWaitingMs = 2000;
const shown = 3;

export function RemindStalled(props: Props) {
  const t = useWords(reminderWords);
  const [asked, setAsked] = useState(false);
  return (
    <Flex vertical gap={8} align="flex-start">
      <Button onClick={() => setAsked(true)}>{t.remind}</Button>
      <LatestReminders projectId={props.projectId} />
      {asked && <ReminderDialog {...props} close={() => setAsked(false)} />}
    </Flex>
  );
}

function ReminderDialog({ projectId, filters, close }: Props & { readonly close: () => void }) {
  const t = useWords(reminderWords);
  const say = useSay();
  const params = { projectId };
  const { value, loading, problem, refetch } = useAnswer("readReminderPlan", { params, query: filters });
  // What was planned when the dialog was last open may be sent by now.
  const plan = loading ? undefined : value;
  const act = useAct();
  const invalidate = useInvalidate();
  const students = plan ? plan.byWechat + plan.bySms : 0;
  const send = async (): Promise<void> => {
    const answer = await act.run("remindStalledStudents", { params, body: filters });
    invalidate("readReminderPlan");
    if (!answer) return;
    invalidate("listReminders", "listStalledStudents");
    close();
  };
  const rows = plan
    ? [
        { key: "chosen", label: t.chosen, count: plan.chosen },
        { key: "wechat", label: t.byWechat, count: plan.byWechat },
        { key: "sms", label: t.bySms, count: plan.bySms },
        ...plan.leftOut
          .filter(({ count }) => count > 0)
          .map(({ reason, label, count }) => ({ key: reason, label: `${t.leftOut} · ${say(label)}`, count })),
      ]
    : [];
  return (
    <Dialog
      title={t.title}
      width={600}
      okText={plan ? t.send(students) : t.remind}
      okButtonProps={{ disabled: students === 0 || plan?.refusal !== null }}
      onOk={() => void send()}
      close={close}
      busy={act.busy}
    >
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{t.about}</Typography.Text>
        <ProblemNote problem={problem} refetch={refetch} />
        <ProblemNote problem={act.problem} />
        {!plan && !problem && <Skeleton active paragraph={{ rows: 5 }} />}
        {plan && (
          <>
            <Descriptions
              size="small"
              bordered
              column={1}
              styles={{ content: { textAlign: "right", fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" } }}
              items={rows.map(({ key, label, count }) => ({ key, label, children: t.people(count) }))}
            />
            <Typography.Text type="secondary">{t.says(say(plan.text))}</Typography.Text>
            <Typography.Text>
              {t.budget(plan.smsLeft, plan.smsPerDay)}
              {plan.bySms > 0 && t.after(plan.smsLeft - plan.bySms)}
            </Typography.Text>
            {plan.refusal && <Alert type="warning" showIcon title={say(plan.refusal)} />}
          </>
        )}
      </Flex>
    </Dialog>
  );
}

function LatestReminders({ projectId }: Pick<Props, "projectId">) {
  const t = useWords(reminderWords);
  const [isWaiting, setWaiting] = useState(false);
  const { value } = useAnswer("listReminders", { params: { projectId } }, isWaiting ? { everyMs: whileWaitingMs } : {});
  const reminders = value?.reminders.slice(0, shown) ?? [];
  const waits = reminders.some(({ waiting }) => waiting > 0);
  if (value && waits !== isWaiting) setWaiting(waits);
  if (reminders.length === 0) return null;
  return (
    <Flex vertical gap={4} aria-live="polite" aria-label={t.latest} role="status">
      {reminders.map(({ reminderId, remindedAt, chosen, sentByWechat, sentBySms, waiting, notSent }) => (
        <Typography.Text key={reminderId} style={{ fontVariantNumeric: "tabular-nums" }}>
          {[
            t.happened(moment(remindedAt), chosen),
            t.sentByWechat(sentByWechat),
            t.sentBySms(sentBySms),
            ...(waiting > 0 ? [t.waiting(waiting)] : []),
            ...(notSent > 0 ? [t.notSent(notSent)] : []),
          ].join(" · ")}
        </Typography.Text>
      ))}
    </Flex>
  );
}
