/**
 * Retries every photo that failed in our own processing, in batches of some hundred, with progress and a stop button.
 */
import type { Problem } from "@gradphoto/domain/client";
import { App, Button, Flex, Popconfirm, Typography } from "antd";
import { useEffect, useRef, useState } from "react";
import { call } from "../lib/client.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";

const words = wordsOf(
  {
    retry: "重试",
    sure: "把这些照片重新排队？学生已重新上传或撤回同意的不会再处理。离开本页即停止。",
    inProgress: (retried: number, left: number) => `已重新排队 ${retried} 张，剩余 ${left} 张`,
    done: (retried: number) => `已重新排队 ${retried} 张`,
    stop: "停止",
  },
  {
    retry: "Retry",
    sure: "Put these photos back into the queue? Photos whose student uploaded again or withdrew a consent are left alone. Leaving this page stops it.",
    inProgress: (retried, left) => `${retried} back in the queue, ${left} left`,
    done: (retried) => `${retried} back in the queue`,
    stop: "Stop",
  },
);

interface Progress {
  readonly retried: number;
  readonly left: number;
}

const batch = 100;

/** `nothing`: no photo waits for a retry. */
export function RetryPhotos({ nothing }: { readonly nothing: boolean }) {
  const t = useWords(words);
  const { message } = App.useApp();
  const invalidate = useInvalidate();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const stopped = useRef(false);
  // Stops when the page is left: neither the progress nor the stop button would be visible.
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  const start = async (): Promise<void> => {
    stopped.current = false;
    setProblem(null);
    setProgress({ retried: 0, left: 0 });
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
      setProgress({ retried, left });
      if (next === null || stopped.current) {
        void message.success(t.done(retried));
        break;
      }
      body = { limit: batch, after: next };
    }
    setProgress(null);
    invalidate("readWaiting", "readHealth");
  };
  if (progress !== null)
    return (
      <Flex vertical gap={4} align="flex-start">
        <Typography.Text role="status">{t.inProgress(progress.retried, progress.left)}</Typography.Text>
        <Button
          size="small"
          onClick={() => {
            stopped.current = true;
          }}
        >
          {t.stop}
        </Button>
      </Flex>
    );
  return (
    <>
      <ProblemNote problem={problem} />
      {!nothing && (
        <Popconfirm title={t.sure} onConfirm={() => void start()}>
          <Button size="small">{t.retry}</Button>
        </Popconfirm>
      )}
    </>
  );
}
