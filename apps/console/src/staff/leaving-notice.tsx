/** Notices above every page: changes to one's own account, and the sign-out of a desk that was left. */
import { Alert, Button } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { moment } from "../lib/amounts.ts";
import { call, sinceLastRequestMs } from "../lib/client.ts";
import { isIdle, onNextInput } from "../lib/is-idle.ts";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
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
                {moment(change.at)} · {translate(change.byRoleLabel)} ·{" "}
                {translate(change.whatLabel)}
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
/** The service has ended the session by then. A request shows it; a page without one would keep its data in view. */
const endedAfterMs = 120 * 60_000;
const minPauseMs = 60_000;
const lookEveryMs = 10_000;

export function LeavingNotice() {
  const t = useWords(words);
  const [isLeft, setLeft] = useState(false);
  const requestedAtMs = useRef(Number.NEGATIVE_INFINITY);
  const look = useCallback((): void => {
    const isSoon = sinceLastRequestMs() > warnAfterMs;
    const isPresent = isSoon && !isIdle();
    const isEnded =
      sinceLastRequestMs() > endedAfterMs && performance.now() - requestedAtMs.current > minPauseMs;
    if (isPresent || isEnded) {
      requestedAtMs.current = performance.now();
      void call("readStaffAccount", {});
    }
    setLeft(isSoon && !isPresent);
  }, []);
  useEffect(() => {
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, [look]);
  // Any input keeps the session and hides the notice at once.
  useEffect(() => (isLeft ? onNextInput(look) : undefined), [isLeft, look]);
  return (
    isLeft && (
      <Alert
        banner
        role="alert"
        title={t.soon}
        style={{ position: "sticky", top: 0, zIndex: 1, marginBottom: 16 }}
      />
    )
  );
}
