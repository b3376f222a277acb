/** In place of the finder, where its part of the program did not come. */
import { Modal, Typography } from "antd";
import { useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf(
  {
    title: "查找",
    why: "查找暂时打不开：网络不通，或系统刚刚更新。请先保存手上的内容，再刷新页面。",
  },
  {
    title: "Find",
    why: "It cannot be opened now: the network is away, or the system was just updated. Save what you are at, then reload the page.",
  },
);

export function NoFinder({ close }: { readonly close: () => void }) {
  const t = useWords(words);
  return (
    <Modal open onCancel={close} footer={null} title={t.title}>
      <Typography.Text>{t.why}</Typography.Text>
    </Modal>
  );
}
