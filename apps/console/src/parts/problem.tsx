/** Why something was not done: the service's own words, and the number to give when asking for help. */
import type { Problem } from "@gradphoto/domain/client";
import { Alert, Button } from "antd";
import { useSay, useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf(
  { again: "重试", reference: (id: string) => `编号 ${id}` },
  { again: "Try again", reference: (id) => `Reference ${id}` },
);

interface Props {
  readonly problem: Problem | null;
  readonly refetch?: () => void;
}

export function ProblemNote({ problem, refetch }: Props) {
  const say = useSay();
  const t = useWords(words);
  if (!problem) return null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={say(problem.words)}
      description={problem.requestId === null ? undefined : t.reference(problem.requestId)}
      action={refetch && <Button onClick={refetch}>{t.again}</Button>}
    />
  );
}
