/** Students stuck at the same step for days, the longest wait first, and reminders to them; names in full for the own school. */
import { type FilterValuesOf, stalledAfterDays, stalledList } from "@gradphoto/domain";
import { Alert, Button, Descriptions, Flex, Skeleton, Typography } from "antd";
import { useState } from "react";
import { count, moment } from "../lib/amounts.ts";
import { useStaff } from "../lib/staff.ts";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ProblemNote } from "../parts/problem.tsx";

/** Texts about reminding stalled students. */
const reminderWords = wordsOf(
  {
    remind: "催办",
    title: "催办停滞学生",
    about:
      "催办当前筛选出的学生：订阅了微信通知的收微信，其余收短信。含未同意向学校提供进度的学生，学校只看到人数。同一学生 24 小时内只催办一次。",
    smsText: (words: string) => `短信内容：${words}`,
    chosen: "符合筛选的停滞学生",
    byWechat: "将发微信通知",
    bySms: "将发短信",
    leftOut: "不催办",
    people: (people: number) => `${count(people)} 人`,
    budget: (left: number, perDay: number) =>
      `今天的催办短信：每校每天 ${count(perDay)} 条，还剩 ${count(left)} 条`,
    after: (left: number) => `，发送后剩 ${count(left)} 条`,
    send: (students: number) => `催办 ${count(students)} 人`,
    latest: "最近的催办",
    happened: (when: string, students: number) => `${when} 选中 ${count(students)} 人`,
    sentByWechat: (messages: number) => `微信已发 ${messages}`,
    sentBySms: (messages: number) => `短信已发 ${messages}`,
    waiting: (messages: number) => `发送中 ${messages}`,
    notSent: (messages: number) => `未送出 ${messages}`,
  },
  {
    remind: "Remind",
    title: "Remind stalled students",
    about:
      "Reminds the students matching the filters, by WeChat if they subscribed, otherwise by text message. It includes students who have not agreed to share progress; the school sees only their number. Nobody is reminded twice within 24 hours.",
    smsText: (words) => `Text message: ${words}`,
    chosen: "Stalled students matching the filters",
    byWechat: "By WeChat",
    bySms: "By text message",
    leftOut: "Not reminded",
    people: count,
    budget: (left, perDay) =>
      `Reminders by text message: ${count(perDay)} a day for each school, ${count(left)} left today`,
    after: (left) => `, ${count(left)} after this`,
    send: (students) =>
      students === 1 ? "Remind 1 student" : `Remind ${count(students)} students`,
    latest: "Latest reminders",
    happened: (when, students) =>
      students === 1 ? `${when}: 1 student chosen` : `${when}: ${count(students)} students chosen`,
    sentByWechat: (messages) => `sent by WeChat ${messages}`,
    sentBySms: (messages) => `by text message ${messages}`,
    waiting: (messages) => `being sent ${messages}`,
    notSent: (messages) => `not sent ${messages}`,
  },
);

interface Props {
  readonly projectId: string;
  readonly filters: Omit<FilterValuesOf<typeof stalledList>, "days"> & { readonly days: number };
}

const whileWaitingMs = 2000;
const visibleCount = 3;

/** Button that reminds the filtered students. Its dialog displays their number before sending, and then the result. */
function RemindStalled(props: Props) {
  const t = useWords(reminderWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <Flex vertical gap={8} align="flex-start">
      <Button type="primary" onClick={() => setOpen(true)}>
        {t.remind}
      </Button>
      <LatestReminders projectId={props.projectId} />
      {isOpen && <ReminderDialog {...props} close={() => setOpen(false)} />}
    </Flex>
  );
}

function ReminderDialog({ projectId, filters, close }: Props & { readonly close: () => void }) {
  const t = useWords(reminderWords);
  const translate = useTranslate();
  const params = { projectId };
  const { value, loading, problem, refetch } = useAnswer("readReminderPlan", {
    params,
    query: filters,
  });
  // The plan from the last time the dialog was open may have been sent by now.
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
          .map(({ reason, label, count }) => ({
            key: reason,
            label: `${t.leftOut} · ${translate(label)}`,
            count,
          })),
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
              styles={{
                content: {
                  textAlign: "right",
                  fontVariantNumeric: "tabular-nums",
                  whiteSpace: "nowrap",
                },
              }}
              items={rows.map(({ key, label, count }) => ({
                key,
                label,
                children: t.people(count),
              }))}
            />
            <Typography.Text type="secondary">{t.smsText(translate(plan.text))}</Typography.Text>
            <Typography.Text>
              {t.budget(plan.smsLeft, plan.smsPerDay)}
              {plan.bySms > 0 && t.after(plan.smsLeft - plan.bySms)}
            </Typography.Text>
            {plan.refusal && <Alert type="warning" showIcon title={translate(plan.refusal)} />}
          </>
        )}
      </Flex>
    </Dialog>
  );
}

function LatestReminders({ projectId }: Pick<Props, "projectId">) {
  const t = useWords(reminderWords);
  const [isWaiting, setWaiting] = useState(false);
  const { value } = useAnswer(
    "listReminders",
    { params: { projectId } },
    isWaiting ? { everyMs: whileWaitingMs } : {},
  );
  const reminders = value?.reminders.slice(0, visibleCount) ?? [];
  const waits = reminders.some(({ waiting }) => waiting > 0);
  if (value && waits !== isWaiting) setWaiting(waits);
  if (reminders.length === 0) return null;
  return (
    <Flex vertical gap={4} aria-live="polite" aria-label={t.latest} role="status">
      {reminders.map(
        ({ reminderId, remindedAt, chosen, sentByWechat, sentBySms, waiting, notSent }) => (
          <Typography.Text key={reminderId} style={{ fontVariantNumeric: "tabular-nums" }}>
            {[
              t.happened(moment(remindedAt), chosen),
              t.sentByWechat(sentByWechat),
              t.sentBySms(sentBySms),
              ...(waiting > 0 ? [t.waiting(waiting)] : []),
              ...(notSent > 0 ? [t.notSent(notSent)] : []),
            ].join(" · ")}
          </Typography.Text>
        ),
      )}
    </Flex>
  );
}

const words = wordsOf(
  {
    about: (days: number) =>
      `停滞学生：停在只有学生自己能完成的步骤（支付、拍照、提交、重拍），停滞天数不少于 ${days} 天。默认 ${stalledAfterDays} 天，可以在上面的筛选里改。人数含未同意向学校提供进度的学生，名单不含。`,
    unlisted:
      "这里的学生没有同意向学校提供进度，所以只有人数，没有名单。点“催办”，可以看到能提醒其中多少人。",
  },
  {
    about: (days) =>
      `Stalled: ${days} days or more at a step that only the student can take (paying, taking, submitting or retaking the photo). Default: ${stalledAfterDays} days; change it in the filter above. Students who have not agreed to share progress with the school are counted but not listed.`,
    unlisted:
      "These students have not agreed to share progress with the school, so they are counted but not listed. “Remind” shows how many of them can be reached.",
  },
);

const daysIn = (typed: string | undefined): number => Number(typed ?? stalledAfterDays);

export function StalledStudents({ projectId }: { readonly projectId: string }) {
  const t = useWords(words);
  const { department } = useStaff();
  return (
    <DataList
      list={stalledList}
      inputOf={(query) => ({ params: { projectId }, query })}
      rowsOf={({ students }) => students}
      without={department === null ? [] : ["department", "displayedDepartment"]}
      cells={{
        displayedName: ({ student }) => student.name,
        displayedNumber: ({ student }) => student.studentNumber,
        displayedDepartment: ({ student }) => student.department,
        displayedClass: ({ student }) => student.className,
      }}
      countsOf={({ steps }) => steps}
      above={({ students, steps }, filters) => (
        <Flex vertical gap={8}>
          <RemindStalled
            projectId={projectId}
            filters={{ ...filters, days: daysIn(filters.days) }}
          />
          {students.length === 0 &&
            steps.some(({ state, count }) => state === filters.state && count > 0) && (
              <Alert type="info" showIcon title={t.unlisted} />
            )}
        </Flex>
      )}
      below={(_, { days }) => (
        <Typography.Text type="secondary" style={{ maxWidth: 900 }}>
          {t.about(daysIn(days))}
        </Typography.Text>
      )}
      fileFilters={({ days }) => ({ projectId, stalledDays: daysIn(days) })}
    />
  );
}
