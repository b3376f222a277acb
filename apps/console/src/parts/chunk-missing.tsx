/** Fallback for a dialog whose JavaScript chunk failed to load. */
import { Typography } from "antd";
import { useWords, wordsOf } from "../lib/words.ts";
import { Dialog } from "./dialog.tsx";

const words = wordsOf(
  {
    why: (title: string) =>
      `${title}暂时打不开：网络不通，或系统刚刚更新。请先保存手上的内容，再刷新页面。`,
  },
  {
    why: (title) =>
      `“${title}” cannot be opened now: the network is away, or the system was just updated. Save what you are at, then reload the page.`,
  },
);

export function ChunkMissing({
  title,
  close,
}: {
  readonly title: string;
  readonly close: () => void;
}) {
  const t = useWords(words);
  return (
    <Dialog close={close} footer={null} title={title}>
      <Typography.Text>{t.why(title)}</Typography.Text>
    </Dialog>
  );
}
