/** What was decided about this student's photos before. */
import { Flex, Typography } from "antd";
import { moment } from "../lib/amounts.ts";
import { useSay, useWords } from "../lib/words.ts";
import { useDecisionWord } from "./decision-words.ts";
import { deskWords } from "./desk-words.ts";
import type { Review } from "./review.ts";

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
