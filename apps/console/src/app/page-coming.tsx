/** Stands where a page is being fetched: nothing for as long as that takes on a good line, then the shape of a page. */
import { Skeleton } from "antd";
import { useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf({ coming: "正在打开" }, { coming: "Opening" });

export function PageComing() {
  const t = useWords(words);
  return (
    <div className="console-coming console-page-coming" role="status" aria-label={t.coming}>
      <Skeleton active paragraph={{ rows: 8 }} />
    </div>
  );
}
