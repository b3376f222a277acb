/** One-time notice above every page about changes to one's own account. */
import { Alert, Button } from "antd";
import { moment } from "../lib/amounts.ts";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { accountWords } from "./account-words.ts";

export function AccountNotice() {
  const t = useWords(accountWords);
  const translate = useTranslate();
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
                {moment(change.at)} · {translate(change.byRoleLabel)} · {translate(change.whatLabel)}
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
