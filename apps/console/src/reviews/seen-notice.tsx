/** Whether the photo in front may be decided, and what that still waits for. */
import { Button, Typography } from "antd";
import { useWords, wordsOf } from "../lib/words.ts";
import type { Seen, SeenPictures } from "./use-seen.ts";

const words = wordsOf(
  {
    coming: "照片正在显示，显示完整后才能决定",
    painted: "照片已显示，请先看一眼",
    failed: "照片没有显示出来，暂不能决定",
    seen: "照片已完整显示，可以决定",
    loadAgain: "重新加载",
  } satisfies Record<Seen | "loadAgain", string>,
  {
    coming: "The photo is still loading; you can decide once it is shown",
    painted: "Photo shown: please look at it first",
    failed: "The photo could not be shown, so you cannot decide yet",
    seen: "Photo fully shown: you can decide",
    loadAgain: "Load again",
  },
);

export function SeenNotice({ seen: { seen, loadAgain } }: { readonly seen: SeenPictures }) {
  const t = useWords(words);
  return (
    <span role="status">
      <Typography.Text type={seen === "seen" || seen === "painted" ? "secondary" : "warning"}>
        {t[seen]}
      </Typography.Text>
      {seen === "failed" && (
        <Button size="small" type="link" onClick={loadAgain}>
          {t.loadAgain}
        </Button>
      )}
    </span>
  );
}
