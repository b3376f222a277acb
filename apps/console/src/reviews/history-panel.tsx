/** The student's earlier photos, each with what was decided about it, fetched on request: each look is recorded. */
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Typography } from "antd";
import { useState } from "react";
import { moment } from "../lib/amounts.ts";
import { call } from "../lib/client.ts";
import { useWords } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { useDecisionSaid } from "./decision-words.ts";
import { deskWords } from "./desk-words.ts";
import { DeskPart } from "./photo-line.tsx";
import type { Photo } from "./photo-pair.tsx";
import type { Task } from "./use-tasks.ts";

type EarlierPhoto = RouteAnswer<"readEarlierPhoto">;

export function useEarlier({ taskId, earlierAttempts }: Task) {
  const [known, setKnown] = useState<readonly EarlierPhoto[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** Puts that one beside the new one, or takes it away. */
  const look = (attemptId: string): void => {
    setProblem(null);
    setChosen(chosen === attemptId ? null : attemptId);
    if (chosen === attemptId || known.some((one) => one.attemptId === attemptId)) return;
    void call("readEarlierPhoto", { params: { taskId, attemptId } }).then((answer) => {
      if (answer.ok) setKnown((before) => [...before, answer.value]);
      else setProblem(answer.problem);
    });
  };
  return {
    /** Stands beside the new one; null: none does. */
    shown: known.find(({ attemptId }) => attemptId === chosen) ?? null,
    problem,
    look,
    /** The latest of them, or none again. */
    flip: (): void => {
      const latest = earlierAttempts.at(-1);
      if (chosen !== null) setChosen(null);
      else if (latest) look(latest.attemptId);
    },
  };
}

export function HistoryPanel({ photo: { task, earlier } }: { readonly photo: Photo }) {
  const t = useWords(deskWords);
  const { earlierAttempts, decisions, attempt } = task;
  const beside = earlier.shown?.attemptId;
  return (
    <DeskPart title={t.earlier}>
      {earlierAttempts.length + decisions.length === 0 && <Typography.Text type="secondary">{t.none}</Typography.Text>}
      <ProblemNote problem={earlier.problem} />
      {earlierAttempts.map(({ attemptId, number, createdAt }) => (
        <Flex vertical key={attemptId}>
          <Flex gap={8} align="center">
            <Typography.Text>
              {t.attempt(number)} · {moment(createdAt)}
            </Typography.Text>
            <Button size="small" aria-pressed={beside === attemptId} onClick={() => earlier.look(attemptId)}>
              {beside === attemptId ? t.hideEarlier : t.lookEarlier(number)}
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
  const said = useDecisionSaid();
  return decisions.map((made) => (
    <Typography.Text key={made.decisionId} delete={made.undone}>
      {moment(made.at)} · {said(made)}
    </Typography.Text>
  ));
}
