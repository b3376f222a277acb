/** The decisions that are not saved yet, so that nobody leaves thinking they were. */
import { Alert, Button, Flex } from "antd";
import { useWords, wordsOf } from "../lib/words.ts";
import type { Made } from "./made.ts";
import { sendNow, useUnsaved } from "./unsaved.ts";

const words = wordsOf(
  {
    title: (count: number) => `${count} 个决定还没有保存，连上网络后会自动再发送。请先不要关闭这一页。`,
    again: "现在再发送",
    approve: "通过",
    reject: "不通过",
    escalate: "转复核",
    "grant-exception": "特殊情况通过",
    release: "放回队列",
  } satisfies Record<Made["decision"] | "title" | "again", unknown>,
  {
    title: (count) =>
      `${count} ${count === 1 ? "decision is" : "decisions are"} not saved yet. They are sent again once the network is back; please keep this page open.`,
    again: "Send them now",
    approve: "approve",
    reject: "reject",
    escalate: "escalate",
    "grant-exception": "grant exception",
    release: "return to queue",
  },
);

export function UnsavedList() {
  const t = useWords(words);
  const late = useUnsaved().filter(({ isLate }) => isLate);
  if (late.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t.title(late.length)}
      description={
        <Flex gap={16} wrap>
          {late.map(({ collectionId, nameMasked, made }) => (
            <span key={collectionId}>
              {nameMasked} · {t[made.decision]}
            </span>
          ))}
        </Flex>
      }
      action={<Button onClick={sendNow}>{t.again}</Button>}
    />
  );
}
