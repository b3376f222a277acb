/** Warning before sign-out at a desk that was left; any input keeps the session. */
import { Alert, Button } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { moment } from "../lib/amounts.ts";
import { call, sinceLastRequestMs } from "../lib/client.ts";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { isIdle, onNextInput } from "../lib/user-input.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { accountWords } from "./account-words.ts";

/** One-time notice above every page about changes to one's own account. */
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

const words = wordsOf(
  { soon: "很久没有操作，几分钟后会退出登录。要继续，动一下鼠标或按任意键。" },
  {
    soon: "You have been away for long and are signed out in a few minutes. To stay, move the mouse or press any key.",
  },
);

/** Five minutes before the service ends the session. */
const warnAfterMs = 115 * 60_000;
/**
 * Requests something once the session has ended: a page that does not poll would otherwise display its data forever.
 */
const promptAfterMs = 120 * 60_000;
const pollEveryMs = 60_000;
const lookEveryMs = 10_000;

export function LeavingNotice() {
  const t = useWords(words);
  const [isLeft, setLeft] = useState(false);
  const promptedAtMs = useRef(Number.NEGATIVE_INFINITY);
  const look = useCallback((): void => {
    const isSoon = sinceLastRequestMs() > warnAfterMs;
    const isUse = isSoon && !isIdle();
    const isDue = sinceLastRequestMs() > promptAfterMs && performance.now() - promptedAtMs.current > pollEveryMs;
    if (isUse || isDue) {
      promptedAtMs.current = performance.now();
      void call("readStaffAccount", {});
    }
    setLeft(isSoon && !isUse);
  }, []);
  useEffect(() => {
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, [look]);
  // Input, as the notice requests, hides it at once.
  useEffect(() => (isLeft ? onNextInput(look) : undefined), [isLeft, look]);
  return (
    isLeft && (
      <Alert banner role="alert" title={t.soon} style={{ position: "sticky", top: 0, zIndex: 1, marginBottom: 16 }} />
    )
  );
}
