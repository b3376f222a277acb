/** The student's earlier photos, each with what was decided about it, and what was decided about this one before. */
import { Button, Flex, Typography } from "antd";
import { moment } from "../lib/amounts.ts";
import { useWords } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { useDecisionSaid } from "./decision-words.ts";
import { deskWords } from "./desk-words.ts";
import type { Review } from "./review.ts";
import type { Earlier } from "./use-earlier.ts";

interface Props {
  readonly review: Review;
  readonly earlier: Earlier;
}

export function HistoryPanel({ review: { earlierAttempts, decisions, attempt }, earlier }: Props) {
  const t = useWords(deskWords);
  return (
    <Flex vertical gap={4}>
      <Typography.Title level={2} className="desk-heading">
        {t.earlier}
      </Typography.Title>
      {earlierAttempts.length + decisions.length === 0 && <Typography.Text type="secondary">{t.none}</Typography.Text>}
      <ProblemNote problem={earlier.problem} />
      {earlierAttempts.map(({ attemptId, number, createdAt }) => (
        <Flex vertical key={attemptId}>
          <Flex gap={8} align="center">
            <Typography.Text>
              {t.attempt(number)} · {moment(createdAt)}
            </Typography.Text>
            <Button
              size="small"
              aria-pressed={earlier.shown?.attemptId === attemptId}
              onClick={() => earlier.look(attemptId)}
            >
              {earlier.shown?.attemptId === attemptId ? t.hideEarlier : t.lookEarlier(number)}
            </Button>
          </Flex>
          <Decisions decisions={decisions.filter((one) => one.attemptId === attemptId)} />
        </Flex>
      ))}
      <Decisions decisions={decisions.filter((one) => one.attemptId === attempt.attemptId)} />
    </Flex>
  );
}

function Decisions({ decisions }: Pick<Review, "decisions">) {
  const said = useDecisionSaid();
  return decisions.map((made) => (
    <Typography.Text key={made.at} delete={made.undone}>
      {moment(made.at)} · {said(made)}
    </Typography.Text>
  ));
}
