/** Time until which a caller waits for a call, and whether it has passed. */
import { Flex, Typography } from "antd";
import { moment } from "../lib/amounts.ts";
import { ToneTag } from "../parts/tone-tag.tsx";
import { caseWords } from "./case-words.ts";

interface Props {
  readonly one: { readonly dueAt: string; readonly isOverdue: boolean; readonly closedAt?: string | null };
}

export function CaseTag({ one: { dueAt, isOverdue, closedAt = null } }: Props) {
  const label = (key: "overdue" | "waits" | "closed") => ({ zh: caseWords.zh[key], en: caseWords.en[key] });
  if (closedAt !== null) return <ToneTag tone="neutral" label={label("closed")} />;
  return (
    <Flex gap={8} align="center">
      <ToneTag tone={isOverdue ? "danger" : "info"} label={label(isOverdue ? "overdue" : "waits")} />
      <Typography.Text>{moment(dueAt)}</Typography.Text>
    </Flex>
  );
}
