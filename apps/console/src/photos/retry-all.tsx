/** Tries every failed photo again, some hundred at a time, with progress and a way to stop. */
import type { Problem } from "@gradphoto/domain/client";
import { App, Button, Flex, Popconfirm, Typography } from "antd";
import { useEffect, useRef, useState } from "react";
import { call } from "../lib/client.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { jobsWords } from "./jobs-words.ts";

interface Far {
  readonly retried: number;
  readonly left: number;
}

interface Props {
  /** No photo waits for another try. */
  readonly nothing: boolean;
  readonly done: () => void;
}

const batch = 100;

export function RetryAll({ nothing, done }: Props) {
  const t = useWords(jobsWords);
  const { message } = App.useApp();
  const invalidate = useInvalidate();
  const [far, setFar] = useState<Far | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const stopped = useRef(false);
  // Whoever has left the page sees neither progress nor the way to stop.
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  const go = async (): Promise<void> => {
    stopped.current = false;
    setProblem(null);
    setFar({ retried: 0, left: 0 });
    let retried = 0;
    let body: { limit: number; after?: string } = { limit: batch };
    for (;;) {
      const answer = await call("retryFailedAttempts", { body });
      if (!answer.ok) {
        setProblem(answer.problem);
        break;
      }
      const { left, next } = answer.value;
      retried += answer.value.retried;
      setFar({ retried, left });
      if (next === null || stopped.current) {
        void message.success(t.retriedAll(retried));
        break;
      }
      body = { limit: batch, after: next };
    }
    setFar(null);
    invalidate("readWaiting");
    done();
  };
  return (
    <>
      <ProblemNote problem={problem} />
      {far === null ? (
        <Popconfirm title={t.retryAllSure} disabled={nothing} onConfirm={() => void go()}>
          <Button disabled={nothing}>{t.retryAll}</Button>
        </Popconfirm>
      ) : (
        <Flex gap={8} align="center">
          <Typography.Text role="status">{t.underWay(far.retried, far.left)}</Typography.Text>
          <Button
            onClick={() => {
              stopped.current = true;
            }}
          >
            {t.stop}
          </Button>
        </Flex>
      )}
    </>
  );
}
