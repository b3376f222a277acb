/** What was decided about this student's photos before, and the person's own latest decisions. */

import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Typography } from "antd";
import { moment } from "../lib/amounts.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";
import type { Review } from "./review.ts";

const decisionWords = wordsOf(
  { approve: "通过", reject: "不通过", escalate: "转复核", "grant-exception": "特殊情况通过" },
  { approve: "Approved", reject: "Rejected", escalate: "Escalated", "grant-exception": "Exception granted" },
);

const useDecisionWord = (): ((decision: string) => string) => {
  const t: Readonly<Record<string, string>> = useWords(decisionWords);
  return (decision) => t[decision] ?? decision;
};

export function HistoryPanel({ review }: { readonly review: Review }) {
  const t = useWords(deskWords);
  const say = useSay();
  const word = useDecisionWord();
  const { earlierAttempts, decisions } = review;
  return (
    <Flex vertical gap={4}>
      <Typography.Title level={2} className="desk-heading">
        {t.earlier}
      </Typography.Title>
      {earlierAttempts.length + decisions.length === 0 && <Typography.Text type="secondary">{t.none}</Typography.Text>}
      {earlierAttempts.map(({ attemptId, number, createdAt }) => (
        <Typography.Text key={attemptId}>
          {t.attempt(number)} · {moment(createdAt)}
        </Typography.Text>
      ))}
      {decisions.map(({ at, decision, reasons, words, undone }) => (
        <Typography.Text key={at} delete={undone}>
          {moment(at)} {word(decision)} {reasons.map(({ label }) => say(label)).join("、")} {words}
        </Typography.Text>
      ))}
    </Flex>
  );
}

interface RecentProps {
  readonly decisions: RouteAnswer<"listMyDecisions">["decisions"];
  readonly undo: (collectionId: string) => void;
}

export function RecentDecisions({ decisions, undo }: RecentProps) {
  const t = useWords(deskWords);
  const word = useDecisionWord();
  return (
    <Flex vertical gap={4}>
      <Typography.Title level={2} className="desk-heading">
        {t.recent}
      </Typography.Title>
      {decisions.map(({ collectionId, at, decision, nameMasked, undoUntil, undone }) => (
        <Flex key={`${collectionId}${at}`} gap={8} align="center">
          <Typography.Text>
            {moment(at).slice(11)} {nameMasked} {word(decision)} {undone ? `(${t.undone})` : ""}
          </Typography.Text>
          {undoUntil !== null && (
            <Button size="small" title={t.undoUntil(moment(undoUntil).slice(11))} onClick={() => undo(collectionId)}>
              {t.undoOne}
            </Button>
          )}
        </Flex>
      ))}
    </Flex>
  );
}
