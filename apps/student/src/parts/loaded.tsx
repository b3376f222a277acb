/** Renders an answer of the service: a skeleton first, then the value, or the problem with a retry. */
import type { ReactNode } from "react";
import type { AnswerState } from "../service/use-answer.ts";
import { commonWords } from "../words/common-words.ts";
import { useWords } from "../words/words.ts";
import { ProblemNotice } from "./notice.tsx";

export function Loaded<Value>({
  answer,
  children,
}: {
  readonly answer: AnswerState<Value>;
  readonly children: (value: Value) => ReactNode;
}) {
  return (
    <>
      <ProblemNotice problem={answer.problem} onRetry={() => void answer.refetch()} />
      {answer.value !== null && children(answer.value)}
      {answer.value === null && answer.problem === null && <Skeleton />}
    </>
  );
}

export function Skeleton() {
  const words = useWords(commonWords);
  return (
    <div className="stack" role="status" aria-label={words.loading}>
      <div className="skeleton skeleton--short" />
      <div className="skeleton skeleton--tall" />
      <div className="skeleton" />
      <div className="skeleton skeleton--short" />
    </div>
  );
}
