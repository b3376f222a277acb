/** The decisions that are not saved yet, so that nobody leaves thinking they were. */
import { Alert, Button, Flex } from "antd";
import { useWords, wordsOf } from "../lib/words.ts";
import { useDecisionWord } from "./decision-words.ts";
import { sendNow } from "./sending-again.ts";
import { useUnsaved } from "./unsaved.ts";

const words = wordsOf(
  {
    title: (count: number) => `${count} 个决定还没有保存成功，系统会自动再发送。请先不要关闭这一页。`,
    again: "现在再发送",
    release: "放回队列",
  },
  {
    title: (count) =>
      `${count} ${count === 1 ? "decision is" : "decisions are"} not saved yet. The console keeps sending them; please keep this page open.`,
    again: "Send them now",
    release: "Returned to the queue",
  },
);

export function UnsavedList() {
  const t = useWords(words);
  const decisionWord = useDecisionWord();
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
              {nameMasked} · {made.decision === "release" ? t.release : decisionWord(made.decision)}
            </span>
          ))}
        </Flex>
      }
      action={<Button onClick={sendNow}>{t.again}</Button>}
    />
  );
}
