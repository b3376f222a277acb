/** Fallback where a page crashed or failed to load; input on other pages is not touched. */
import { Button } from "antd";
import { useWords, wordsOf } from "../lib/words.ts";
import { Told } from "../parts/message-page.tsx";

const words = wordsOf(
  { title: "这一页没有显示出来", about: "可能是网络中断，或系统刚刚更新。已保存的内容不受影响。", again: "重新加载" },
  {
    title: "This page could not be shown",
    about: "The network may be down, or a new version was just installed. What was saved is safe.",
    again: "Load again",
  },
);

export function PageFault() {
  const t = useWords(words);
  return (
    <Told title={t.title} about={[t.about]}>
      <Button type="primary" onClick={() => location.reload()}>
        {t.again}
      </Button>
    </Told>
  );
}
