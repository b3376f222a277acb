/** Whether the photo in front may be decided, and what that still waits for. */
import { Button, Typography } from "antd";
import { useWords, wordsOf } from "../lib/words.ts";
import type { Seen, SeenPictures } from "./use-seen.ts";

const words = wordsOf(
  {
    coming: "照片正在显示，显示完整后才能决定",
    failed: "照片没有显示出来，暂不能决定",
    seen: "照片已完整显示，可以决定",
    loadAgain: "重新加载",
  } satisfies Record<Seen | "loadAgain", string>,
  {
    coming: "The photo is still coming; it can be decided once it is shown",
    failed: "The photo could not be shown, so it cannot be decided yet",
    seen: "The photo is shown and can be decided",
    loadAgain: "Load it again",
  },
);

export function SeenNotice({ seen: { seen, loadAgain } }: { readonly seen: SeenPictures }) {
  const t = useWords(words);
  return (
    <span role="status">
      <Typography.Text type={seen === "seen" ? "secondary" : "warning"}>{t[seen]}</Typography.Text>
      {seen === "failed" && (
        <Button size="small" type="link" onClick={loadAgain}>
          {t.loadAgain}
        </Button>
      )}
    </span>
  );
}
