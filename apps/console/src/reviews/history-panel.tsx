/** Earlier photos of the student with the decision on each, fetched on request, because each view is recorded. */
import { Button, Flex, Typography } from "antd";
import { moment } from "../lib/amounts.ts";
import { useWords } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { useDecisionText } from "./decision-words.ts";
import { deskWords } from "./desk-words.ts";
import { DeskPart } from "./photo-line.tsx";
import type { Photo } from "./photo-pair.tsx";
import type { Task } from "./use-tasks.ts";

export function HistoryPanel({ photo: { task, earlier } }: { readonly photo: Photo }) {
  const t = useWords(deskWords);
  const { earlierAttempts, decisions, attempt } = task;
  const openAttemptId = earlier.visible?.attemptId;
  return (
    <DeskPart title={t.earlier}>
      {earlierAttempts.length + decisions.length === 0 && (
        <Typography.Text type="secondary">{t.none}</Typography.Text>
      )}
      <ProblemNote problem={earlier.problem} />
      {earlierAttempts.map(({ attemptId, number, createdAt }) => (
        <Flex vertical key={attemptId}>
          <Flex gap={8} align="center">
            <Typography.Text>
              {t.attempt(number)} · {moment(createdAt)}
            </Typography.Text>
            <Button
              size="small"
              aria-pressed={openAttemptId === attemptId}
              onClick={() => earlier.look(attemptId)}
            >
              {openAttemptId === attemptId ? t.hideEarlier : t.lookEarlier(number)}
            </Button>
          </Flex>
          <Decisions decisions={decisions.filter((one) => one.attemptId === attemptId)} />
        </Flex>
      ))}
      <Decisions decisions={decisions.filter((one) => one.attemptId === attempt.attemptId)} />
    </DeskPart>
  );
}

function Decisions({ decisions }: Pick<Task, "decisions">) {
  const describeDecision = useDecisionText();
  return decisions.map((made) => (
    <Typography.Text key={made.decisionId} delete={made.undone}>
      {moment(made.at)} · {describeDecision(made)}
    </Typography.Text>
  ));
}
