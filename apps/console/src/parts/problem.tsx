/** Explanation of a refusal: the service's own text, and the reference number for support. */
import type { Bilingual } from "@gradphoto/domain";
import type { Problem } from "@gradphoto/domain/client";
import { Alert, Button } from "antd";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf(
  { retry: "重试", reference: (id: string) => `编号 ${id}` },
  { retry: "Try again", reference: (id) => `Reference ${id}` },
);

/** Texts that differ for staff: students know a school by its name, staff enter its code. */
const toStaff: ReadonlyMap<string, Bilingual> = new Map([
  [
    "school-not-found",
    {
      zh: "没有这个代码的院校。请核对 5 位院校代码；新的院校请运营管理员先在“院校”页新建。",
      en: "No school has this code. Please check the five digits; an operator adds a new school under Schools.",
    },
  ],
]);

interface Props {
  readonly problem: Problem | null;
  readonly refetch?: () => void;
}

export function ProblemNote({ problem, refetch }: Props) {
  const translate = useTranslate();
  const t = useWords(words);
  if (!problem) return null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={translate(toStaff.get(problem.code) ?? problem.words)}
      description={problem.requestId === null ? undefined : t.reference(problem.requestId)}
      action={refetch && <Button onClick={refetch}>{t.retry}</Button>}
    />
  );
}
