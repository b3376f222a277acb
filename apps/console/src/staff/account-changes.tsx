/** What operators did to one's own account: told once above every page, and listed where one looks after it. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Button } from "antd";
import { moment } from "../lib/amounts.ts";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { ProblemNote } from "../parts/problem.tsx";

type Change = RouteAnswer<"listMyAccountChanges">["changes"][number];

const words = wordsOf(
  {
    title: "您的账号有改动",
    about: "不是您要求的？请先修改密码，并告诉另一位运营管理员和审计。",
    seen: "我知道了",
    what: "改动",
    by: "由谁",
    at: "时间",
  },
  {
    title: "Your account was changed",
    about: "Not what you asked for? Change your password, and tell another operator and the auditor.",
    seen: "I have seen this",
    what: "Change",
    by: "By",
    at: "When",
  },
);

export function AccountNotice() {
  const t = useWords(words);
  const say = useSay();
  const act = useAct();
  const invalidate = useInvalidate();
  const { value } = useAnswer("listMyAccountChanges", {});
  const unseen = (value?.changes ?? []).filter(({ seen }) => !seen);
  const [latest] = unseen;
  if (!latest) return null;
  const acknowledge = async (): Promise<void> => {
    const body = { seenUntil: latest.at };
    if (await act.run("acknowledgeMyAccountChanges", { body })) invalidate("listMyAccountChanges");
  };
  return (
    <>
      <ProblemNote problem={act.problem} />
      <Alert
        type="warning"
        showIcon
        style={{ marginBottom: 16 }}
        title={t.title}
        description={
          <>
            {unseen.map((change) => (
              <div key={change.changeId}>
                {moment(change.at)} · {say(change.byRoleLabel)} · {say(change.whatLabel)}
              </div>
            ))}
            {t.about}
          </>
        }
        action={
          <Button size="small" loading={act.busy} onClick={() => void acknowledge()}>
            {t.seen}
          </Button>
        }
      />
    </>
  );
}

export function AccountChanges() {
  const t = useWords(words);
  const say = useSay();
  const { value, problem, refetch } = useAnswer("listMyAccountChanges", {});
  return (
    <>
      <ProblemNote problem={problem} refetch={refetch} />
      <DenseTable<Change>
        rowKey="changeId"
        dataSource={[...(value?.changes ?? [])]}
        columns={[
          { title: t.at, render: (_, { at }) => moment(at) },
          { title: t.what, render: (_, { whatLabel }) => say(whatLabel) },
          { title: t.by, render: (_, { byRoleLabel }) => say(byRoleLabel) },
        ]}
      />
    </>
  );
}
