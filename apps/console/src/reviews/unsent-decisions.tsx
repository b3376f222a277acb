/**
 * Notice on every page about decisions that are not saved yet, so that nobody leaves too early, and about refused ones.
 */
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Flex } from "antd";
import { useEffect } from "react";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import {
  dropDecisionsOfOthers,
  isDecision,
  resumeDecisions,
  useDecisionResult,
  useUnsentDecisions,
} from "./decision-queue.ts";
import { useDecisionWord } from "./decision-words.ts";
import { useNow } from "./use-now.ts";

const words = wordsOf(
  {
    title: (count: number) =>
      `${count} 个决定还没有保存成功，系统会自动再发送。请先不要关闭这一页。`,
    release: "放回队列",
    "look-closer": "移到单张审核",
    notSaved: (name: string) => `${name} 的决定没有保存`,
    dropped: (count: number) => `原审核员有 ${count} 个决定未确认保存`,
    queued: "没有保存的照片会回到队列，重新审核。",
  },
  {
    title: (count) =>
      `${count} ${count === 1 ? "decision is" : "decisions are"} not saved yet. The console keeps sending them; please keep this page open.`,
    release: "Returned to the queue",
    "look-closer": "Moved to the single desk",
    notSaved: (name) => `The decision on ${name} was not saved`,
    dropped: (count) =>
      `${count} ${count === 1 ? "decision" : "decisions"} of the reviewer before you ${count === 1 ? "was" : "were"} not confirmed as saved`,
    queued: "Photos whose decision was not saved return to the queue and are reviewed again.",
  },
);

const lookEveryMs = 1000;

export function UnsentDecisions() {
  const t = useWords(words);
  const translate = useTranslate();
  const decisionWord = useDecisionWord();
  const { notification } = App.useApp();
  useDecisionResult((queued, refused) => {
    if (refused === null || !isDecision(queued)) return;
    const title = t.notSaved(queued.nameMasked);
    notification.error({
      key: queued.decisionId,
      title,
      description: translate(refused.words),
      duration: 0,
    });
  });
  const unsent = useUnsentDecisions();
  // Rerenders, because decisions become late with time.
  useNow(unsent.length > 0 ? lookEveryMs : null);
  const late = unsent.filter(({ isLate }) => isLate).map(({ queued }) => queued);
  if (late.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t.title(late.length)}
      description={
        <Flex gap={16} wrap>
          {late.map(({ decisionId, nameMasked, decision: { outcome } }) => (
            <span key={decisionId}>
              {nameMasked} ·{" "}
              {outcome === "release" || outcome === "look-closer"
                ? t[outcome]
                : decisionWord(outcome)}
            </span>
          ))}
        </Flex>
      }
    />
  );
}

/**
 * Drops the stored decisions of another account, with a notice, and sends those of this one. `staffId` null: nobody is
 * signed in.
 */
export function useOwnDecisions(staffId: string | null): void {
  const t = useWords(words);
  const client = useQueryClient();
  const { notification } = App.useApp();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language must not send the decisions twice
  useEffect(() => {
    if (staffId === null) return;
    const dropped = dropDecisionsOfOthers(client, staffId);
    if (dropped > 0)
      notification.warning({ title: t.dropped(dropped), description: t.queued, duration: 0 });
    resumeDecisions(client, staffId);
  }, [staffId, client]);
}
