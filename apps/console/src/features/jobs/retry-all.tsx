/** Tries every failed photo again, some hundred at a time, with progress and a way to stop. */
import type { Problem } from "@gradphoto/contract/client";
import { App, Button, Flex, Popconfirm, Typography } from "antd";
import { useRef, useState } from "react";
import { call } from "../../lib/client.ts";
import { useWords } from "../../lib/words.ts";
import { ProblemNote } from "../../parts/problem.tsx";
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

export function RetryAll({ nothing, done }: Props) {
  const t = useWords(jobsWords);
  const { message } = App.useApp();
  const [far, setFar] = useState<Far | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const stopped = useRef(false);
  const go = async (): Promise<void> => {
    stopped.current = false;
    setProblem(null);
    setFar({ retried: 0, left: 0 });
    // What fails again meanwhile is not tried forever.
    const body = { jobKind: "standardize-photo", failedBefore: new Date().toISOString() } as const;
    let retried = 0;
    for (;;) {
      const answer = await call("retryFailedAttempts", { body });
      if (!answer.ok) {
        setProblem(answer.problem);
        break;
      }
      retried += answer.value.retried;
      const { left } = answer.value;
      setFar({ retried, left });
      if (stopped.current || left === 0 || answer.value.retried === 0) {
        void message.success(t.retriedAll(retried));
        if (left > 0 && !stopped.current) void message.warning(t.leftOver(left));
        break;
      }
    }
    setFar(null);
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
